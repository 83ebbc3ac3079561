//! The council's logo, as its papers carry it: within the page, so that no page
//! asks for a file elsewhere.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::Settings;

/// A larger file makes every paper large.
const MOST_BYTES: usize = 100_000;

/// The logo that `council.toml` names: the file's name and bytes.
pub(super) fn file(settings: &Settings) -> Result<Option<(String, Vec<u8>)>> {
    let Some(name) = &settings.council.logo else { return Ok(None) };
    let fault = |says: String| {
        Error::new(Exit::Definition, "council.toml", says)
            .hint("name an SVG or PNG file beside council.toml in [council] logo, or leave it out")
    };
    if kind(name).is_none() {
        return Err(fault(format!("the logo {name} is neither .svg nor .png")));
    }
    let bytes = std::fs::read(settings.workspace.root.join(name))
        .map_err(|cause| fault(format!("the logo {name} cannot be read: {cause}")))?;
    if bytes.len() > MOST_BYTES {
        let kilobytes = bytes.len() / 1000;
        return Err(fault(format!("the logo {name} is of {kilobytes} kB; 100 kB is the most")));
    }
    Ok(Some((name.clone(), bytes)))
}

/// The same as an address that holds the picture itself.
pub(super) fn address(settings: &Settings) -> Option<String> {
    let (name, bytes) = file(settings).ok().flatten()?;
    Some(format!("data:{};base64,{}", kind(&name)?, STANDARD.encode(bytes)))
}

fn kind(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        _ => None,
    }
}

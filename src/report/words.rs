//! The officers' words: one Markdown file whose top headings name the sections
//! of the paper that they belong to. They may cite figures between double
//! braces, and nothing else is evaluated there. Raw HTML prints as text, a
//! link prints its address, and a section that the paper does not have is
//! refused, so that nothing an officer wrote is lost.
//!
//! A heading that ends in "(exempt)" keeps its words out of the public copy.

use std::sync::{Mutex, PoisonError};

use minijinja::value::Kwargs;
use minijinja::{Environment, Error as TemplateError, Value};

use super::blocks::{self, Block};
use super::context::{ReportContext, WordsFile};
use super::figure_value::FigureValue;
use super::figures::Figures;
use super::values::map;
use super::{calendar, escape};
use crate::definitions::report::{Audience, Format};
use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::header::nearest;
use std::sync::Arc;

const EXEMPT: &str = "(exempt)";
const VERIFIED: &str = "verified by";

/// The words of one copy, section by section.
#[derive(Debug, Default)]
pub(super) struct Words {
    name: String,
    sections: Vec<Section>,
    asked: Mutex<Vec<String>>,
}

#[derive(Debug)]
struct Section {
    heading: String,
    line: usize,
    blocks: Vec<Block>,
    verified_by: Option<String>,
}

impl Words {
    /// Reads the words for one audience, with the figures that they cite.
    pub(super) fn read(
        file: Option<&WordsFile>,
        context: &ReportContext,
        figures: &Arc<Figures>,
        format: Format,
    ) -> Result<Self> {
        let Some(file) = file else {
            return Ok(Self::default());
        };
        let mut faults = Vec::new();
        let mut sections: Vec<Section> = Vec::new();
        for part in split(file, &mut faults) {
            let (heading, is_exempt) = match part.heading.strip_suffix(EXEMPT) {
                Some(heading) => (heading.trim(), true),
                None => (part.heading, false),
            };
            if is_exempt && context.audience == Audience::Public {
                continue;
            }
            let text = cite(file, &part, context, figures, &mut faults);
            let (blocks, verified_by) = verified(blocks::read(&text, format));
            match sections.iter_mut().find(|section| fold(&section.heading) == fold(heading)) {
                Some(section) => section.blocks.extend(blocks),
                None => sections.push(Section {
                    heading: heading.to_owned(),
                    line: part.line,
                    blocks,
                    verified_by,
                }),
            }
        }
        if !faults.is_empty() {
            return Err(Error::of(Exit::Definition, faults));
        }
        Ok(Self { name: file.name.clone(), sections, asked: Mutex::default() })
    }

    /// What the officers wrote under a heading: `blocks`, `verified_by`,
    /// `is_empty`.
    pub(super) fn section(&self, heading: &str) -> Value {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.push(heading.to_owned());
        let found = self.sections.iter().find(|section| fold(&section.heading) == fold(heading));
        let blocks = found.map(|section| section.blocks.as_slice()).unwrap_or_default();
        let verified_by = found.and_then(|section| section.verified_by.clone());
        map([
            ("blocks", blocks.iter().map(Block::value).collect()),
            ("verified_by", Value::from(verified_by.map(Value::from_safe_string))),
            ("is_empty", Value::from(blocks.is_empty())),
        ])
    }

    /// Refuses sections that the paper never asked for.
    pub(super) fn check_all_used(&self) -> Result<()> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let unused = |section: &&Section| {
            !asked.iter().any(|heading| fold(heading) == fold(&section.heading))
        };
        let faults: Vec<Fault> = self
            .sections
            .iter()
            .filter(unused)
            .map(|section| {
                let hint = match nearest(&section.heading, asked.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("its sections are: {}", asked.join(", ")),
                };
                let place = format!("{}:{}", self.name, section.line);
                let says = format!("the report has no section \"{}\"", section.heading);
                Fault::new(place, says).hint(hint)
            })
            .collect();
        if faults.is_empty() { Ok(()) } else { Err(Error::of(Exit::Definition, faults)) }
    }
}

/// The text under one top heading, and where it begins.
struct Part<'a> {
    heading: &'a str,
    line: usize,
    text: String,
}

/// Splits a file at its top headings (`# Recommendations`).
fn split<'a>(file: &'a WordsFile, faults: &mut Vec<Fault>) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    let mut is_fenced = false;
    for (index, line) in file.text.lines().enumerate() {
        is_fenced ^= line.trim_start().starts_with("```");
        if let Some(heading) = line.strip_prefix("# ").filter(|_| !is_fenced) {
            let heading = heading.trim().trim_end_matches('#').trim_end();
            parts.push(Part { heading, line: index + 1, text: String::new() });
            continue;
        }
        match parts.last_mut() {
            Some(part) => {
                part.text.push_str(line);
                part.text.push('\n');
            }
            None if line.trim().is_empty() => {}
            None => {
                let place = format!("{}:{}", file.name, index + 1);
                let fault = Fault::new(place, "words stand before the first heading");
                faults.push(fault.hint("put them under a heading such as `# Introduction`"));
                return Vec::new();
            }
        }
    }
    parts
}

/// Puts the figures in place of what stands between double braces.
fn cite(
    file: &WordsFile,
    part: &Part<'_>,
    context: &ReportContext,
    figures: &Arc<Figures>,
    faults: &mut Vec<Fault>,
) -> String {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    let cited = Arc::clone(figures);
    let measure = move |id: String, options: Kwargs| -> std::result::Result<Value, TemplateError> {
        cited.measure(&id, &options)
    };
    environment.add_function("measure", measure);
    environment.add_global("as_at", calendar::long(context.as_at));

    let mut out = String::with_capacity(part.text.len());
    let mut rest = part.text.as_str();
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let line = part.line + 1 + part.text[..part.text.len() - after.len()].matches('\n').count();
        let place = format!("{}:{line}", file.name);
        let Some((expression, behind)) = after.split_once("}}") else {
            faults.push(Fault::new(place, "`{{` is never closed by `}}`"));
            return out;
        };
        match evaluate(&environment, expression.trim()) {
            Ok(text) => out.push_str(&escape::markdown(&text)),
            Err(says) => faults.push(
                Fault::new(place, says).hint("cite a figure as {{ measure('<its id>').display }}"),
            ),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn evaluate(
    environment: &Environment<'_>,
    expression: &str,
) -> std::result::Result<String, String> {
    let compiled = environment
        .compile_expression(expression)
        .map_err(|error| format!("cannot read `{expression}`: {error}"))?;
    let value = compiled.eval(()).map_err(|error| match error.detail() {
        Some(detail) => detail.to_owned(),
        None => error.to_string(),
    })?;
    if let Some(it) = value.downcast_object_ref::<FigureValue>() {
        return Ok(super::number::minus(&it.figure.display));
    }
    match value.as_str() {
        Some(text) => Ok(text.to_owned()),
        None => Err(format!("`{expression}` is no text that can be printed")),
    }
}

/// Takes the paragraph that says who verified a section out of it.
fn verified(blocks: Vec<Block>) -> (Vec<Block>, Option<String>) {
    let mut verified_by = None;
    let kept = blocks
        .into_iter()
        .filter(|block| {
            let Some(name) = block.paragraph().and_then(verifier) else {
                return true;
            };
            verified_by = Some(name.to_owned());
            false
        })
        .collect();
    (kept, verified_by)
}

fn verifier(text: &str) -> Option<&str> {
    let start = text.get(..VERIFIED.len())?;
    if !start.eq_ignore_ascii_case(VERIFIED) {
        return None;
    }
    let name = text[VERIFIED.len()..].trim_start_matches([':', ' ']).trim();
    Some(name).filter(|name| !name.is_empty())
}

/// Headings are the same whatever their case and punctuation.
fn fold(heading: &str) -> String {
    let letters = heading.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

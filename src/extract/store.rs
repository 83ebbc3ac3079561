//! Brings the landed store up to date with the inbox: which files are new,
//! which lie there twice, which landed copies are missing or damaged and have
//! to be made again. The index is the truth about what the store holds.

use std::collections::BTreeMap;
use std::path::Path;

use csv::StringRecord;

use super::arrive::{Arrival, Outcome};
use super::concurrent;
use super::discover::{self, Seen};
use super::identify::{Catalogue, Recognition};
use super::index::{Entry, Index};
use super::{authority, lacking, land};
use crate::definitions::plan::Measured;
use crate::definitions::spec::Covers;
use crate::durable;
use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::settings::Settings;

/// The files of the inbox by the digest of their bytes.
type Inbox = BTreeMap<String, Vec<Seen>>;

/// Files are read and decoded on no more threads than this: the disk is the
/// limit, and each holds a file in memory.
const THREADS: usize = 2;

/// Lands what is new, and returns what the store holds afterwards.
pub(super) fn bring_up_to_date(
    settings: &Settings,
    catalogue: &Catalogue<'_>,
    measured: &Measured,
    progress: &dyn Fn(&str),
) -> Result<(Vec<Entry>, Vec<Finding>)> {
    let folder = settings.workspace.landed();
    durable::make_folder(&folder, durable::Access::Owner)?;
    land::clear(&folder)?;
    let (mut index, mut findings) = Index::read(&folder)?;
    let (seen, left_out) = discover::discover(&settings.workspace.extracts())?;
    findings.extend(left_out);
    let threads = threads(settings);
    progress(&format!("looking at {} files", seen.len()));
    let (inbox, unread) = by_digest(seen, threads);
    findings.extend(unread);

    let damaged = damaged(&index, &folder, threads);
    let arrivals = arrivals(&inbox, &index, &damaged, catalogue, settings);
    let (mut landed, mut refused) = land_all(&arrivals, catalogue, &folder, threads, progress)?;
    let gone = damaged.into_iter().filter(|digest| !inbox.contains_key(digest)).collect::<Vec<_>>();
    let lacking = {
        let moved = moved(&inbox, &index);
        let entries = index.entries.values().chain(&moved).chain(&landed);
        let newest: BTreeMap<&String, &Entry> =
            entries.map(|entry| (&entry.digest, entry)).collect();
        let is_refused = |entry: &Entry| refused.iter().any(|(other, _)| *other == entry.digest);
        let held = newest.into_values().filter(|entry| super::counts(entry, settings));
        let held = held.filter(|entry| !gone.contains(&entry.digest) && !is_refused(entry));
        lacking::check(&held.collect::<Vec<_>>(), catalogue, settings, measured)
    };
    // What is not in the index is not in the store, whatever lies beside it.
    landed.retain(|entry| !lacking.iter().any(|(digest, _)| *digest == entry.digest));
    refused.extend(lacking);
    let refused_digests: Vec<String> = refused.iter().map(|(digest, _)| digest.clone()).collect();
    findings.extend(refused.into_iter().map(|(_, finding)| finding));
    if !landed.is_empty() {
        land::sync(&folder)?;
    }
    findings.extend(gone.iter().map(|digest| lost(&index.entries[digest])));
    index.append(landed)?;
    let moved = moved(&inbox, &index);
    index.append(moved)?;
    findings.extend(twice(&inbox, &index, catalogue, settings));
    let is_held =
        |entry: &Entry| !gone.contains(&entry.digest) && !refused_digests.contains(&entry.digest);
    Ok((index.entries.into_values().filter(is_held).collect(), findings))
}

fn threads(settings: &Settings) -> usize {
    let allowed =
        settings.council.machine.threads.and_then(|threads| usize::try_from(threads).ok());
    allowed.unwrap_or(THREADS).clamp(1, THREADS)
}

fn by_digest(seen: Vec<Seen>, threads: usize) -> (Inbox, Vec<Finding>) {
    let digests =
        concurrent::map(threads, &seen, |seen| discover::digest_of_file(&seen.path), |_| ());
    let mut inbox = Inbox::new();
    let mut findings = Vec::new();
    for (seen, digest) in seen.into_iter().zip(digests) {
        match digest {
            Ok(digest) => inbox.entry(digest).or_default().push(seen),
            Err(cause) => findings.push(discover::unreadable(&seen.file, &cause)),
        }
    }
    (inbox, findings)
}

/// Entries whose landed copy is not what it was when it was written.
fn damaged(index: &Index, folder: &Path, threads: usize) -> Vec<String> {
    let entries: Vec<&Entry> = index.entries.values().collect();
    let whole = concurrent::map(threads, &entries, |entry| is_whole(entry, folder), |_| ());
    let damaged = entries.iter().zip(whole).filter(|(_, is_whole)| !is_whole);
    damaged.map(|(entry, _)| entry.digest.clone()).collect()
}

/// Whether the landed copy of an entry is what it was when it was written.
pub(super) fn is_whole(entry: &Entry, folder: &Path) -> bool {
    let path = land::path_of(folder, &entry.digest);
    path.metadata().is_ok_and(|found| found.len() == entry.landed_bytes)
        && discover::digest_of_file(&path).is_ok_and(|digest| digest == entry.landed_digest)
}

/// The files that have to be read: new ones, damaged ones, and those that the
/// definitions or `council.toml` now read in another way.
fn arrivals<'a>(
    inbox: &'a Inbox,
    index: &Index,
    damaged: &[String],
    catalogue: &Catalogue<'_>,
    settings: &Settings,
) -> Vec<Arrival<'a>> {
    let arrivals = inbox.iter().filter_map(|(digest, seen)| {
        let known = index.entries.get(digest);
        let stands = |entry: &Entry| !damaged.contains(digest) && reads_the_same(entry, catalogue);
        if known.is_some_and(stands) {
            return None;
        }
        let received_at = known.map_or(settings.started, |entry| entry.received_at);
        Some(Arrival { seen: seen.first()?, digest, received_at })
    });
    let mut arrivals: Vec<Arrival<'a>> = arrivals.collect();
    arrivals.sort_by(|one, other| one.seen.file.cmp(&other.seen.file));
    arrivals
}

fn reads_the_same(entry: &Entry, catalogue: &Catalogue<'_>) -> bool {
    let header = StringRecord::from_iter(&entry.columns);
    match catalogue.recognise(&[(0, header)], entry.sheet.as_deref()) {
        Recognition::Found(header) => {
            catalogue.specs[header.spec].id == entry.extract
                && catalogue.reading(header.spec) == entry.reading
        }
        _ => false,
    }
}

type Refusals = Vec<(String, Finding)>;

fn land_all(
    arrivals: &[Arrival<'_>],
    catalogue: &Catalogue<'_>,
    folder: &Path,
    threads: usize,
    progress: &dyn Fn(&str),
) -> Result<(Vec<Entry>, Refusals)> {
    let work = |arrival: &Arrival<'_>| arrival.land(catalogue, folder);
    let done = |count: usize| progress(&format!("landed {count} of {} files", arrivals.len()));
    let outcomes = concurrent::map(threads, arrivals, work, done);
    let (mut landed, mut refused) = (Vec::new(), Vec::new());
    for (arrival, outcome) in arrivals.iter().zip(outcomes) {
        match outcome? {
            Outcome::Landed(entry) if arrival.is_still() => landed.push(*entry),
            Outcome::Landed(_) => refused.push((arrival.digest.to_owned(), *arrival.growing())),
            Outcome::Refused(finding) => refused.push((arrival.digest.to_owned(), *finding)),
        }
    }
    Ok((landed, refused))
}

/// Entries whose file now lies elsewhere in the inbox.
fn moved(inbox: &Inbox, index: &Index) -> Vec<Entry> {
    let moved = index.entries.values().filter_map(|entry| {
        let seen = inbox.get(&entry.digest)?;
        if seen.iter().any(|seen| seen.file == entry.file) {
            return None;
        }
        let file = seen.first()?.file.clone();
        let findings = entry.findings.iter().map(|finding| finding.clone().file(&file)).collect();
        Some(Entry { file, findings, ..entry.clone() })
    });
    moved.collect()
}

/// Bytes that lie in the inbox more than once: landed once. In the folders of
/// two authorities that would give the rows to only one of them.
fn twice(
    inbox: &Inbox,
    index: &Index,
    catalogue: &Catalogue<'_>,
    settings: &Settings,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (digest, seen) in inbox.iter().filter(|(_, seen)| seen.len() > 1) {
        let first = &seen[0].file;
        let extract = index.entries.get(digest).map(|entry| entry.extract.as_str());
        let spec = catalogue.specs.iter().find(|spec| Some(spec.id.as_str()) == extract);
        let is_reference = spec.is_some_and(|spec| spec.covers == Covers::Always);
        for other in &seen[1..] {
            let of = |file: &str| authority::of(file, &settings.council);
            let is_shared = is_reference || of(first) == of(&other.file);
            let says = format!("the same bytes as {first}: landed once");
            let finding = if is_shared {
                Finding::new(Severity::Note, "same-bytes", says)
                    .remedy("nothing; take one of them away to be rid of this note")
            } else {
                Finding::new(
                    Severity::Block,
                    "same-bytes",
                    format!("{says}, for one authority only"),
                )
                .remedy("put each authority's own file into its folder, or a shared one above them")
            };
            findings.push(finding.file(&other.file));
        }
    }
    findings
}

fn lost(entry: &Entry) -> Finding {
    let says = "its landed copy is missing or damaged, and it no longer lies in the inbox";
    Finding::new(Severity::Block, "landed-lost", says)
        .extract(&entry.extract)
        .file(&entry.file)
        .rows(entry.rows)
        .remedy("put the file back into the inbox, or the landed store back from a copy")
}

//! Reports with a copy for each reader: provider packs, partners' statements.
//! Each copy has a context of its own, in which no list holds a row of anybody
//! else and no figure is the council's. Copies are made side by side and
//! written as they come, a few in memory at a time; each is read for what it
//! may not tell before it is written.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::copies::{self, CONTENTS, Choice, Copy};
use super::papers::Press;
use super::publishing::{DueReports, Run, add};
use crate::definitions::report::{Audience, Per, ReportTemplate};
use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::finding::{Finding, Severity};
use crate::publish::building::Building;
use crate::publish::carry;
use crate::publish::leaks::{self, Leak, Secret, Secrets, SoughtAs};
use crate::report::contents::{self, Entry};
use crate::report::context::{ReportContext, ReportList, WordsFile};
use crate::report::{Printer, Rendered};

/// The list of what a copy may not tell, and of whom.
pub(super) const SECRETS: &str = "pack_secrets";

/// The column of lists that names a child by the council's own identifier.
const CHILD: &str = "child_id";

/// One list, by whose its rows are.
struct Shelf {
    id: String,
    /// For whom there is none.
    empty: Arc<ReportList>,
    lists: BTreeMap<String, Arc<ReportList>>,
}

/// The copies of a report that are to be made.
pub(super) struct Pack<'a> {
    template: &'a ReportTemplate,
    chosen: Vec<Copy>,
    /// All that the publication will have: those, and what is kept of the last.
    all: Vec<Copy>,
    /// Paths in the last publication.
    kept: Vec<String>,
}

impl Pack<'_> {
    /// How many copies the publication will have.
    pub(super) fn size(&self) -> usize {
        self.all.len()
    }

    /// Once the copies are made: carries those that are kept of the last
    /// publication, and writes the page that lists them all.
    pub(super) fn complete(
        &self,
        press: &Press<'_>,
        due: &DueReports,
        building: &mut Building,
    ) -> Result<()> {
        let template = self.template;
        if let Some(last) = &due.plan.last {
            let kept: Vec<&str> = self.kept.iter().map(String::as_str).collect();
            carry::carry_files(building, last, &template.id, &kept)?;
        }
        let page = press.contents(template, &self.all)?;
        add(building, &contents_path(template), Some(&template.id), page.as_bytes())
    }
}

impl Run<'_> {
    /// Which copies of a report are to be made, and which are kept.
    pub(super) fn choose<'a>(
        &self,
        press: &Press<'_>,
        template: &'a ReportTemplate,
        due: &DueReports,
    ) -> Result<Pack<'a>> {
        let there = press.copies_of(template);
        let chosen = Choice::of(self.settings, self.asked, template).choose(there.clone())?;
        let stems: Vec<String> = chosen.iter().map(|it| it.subject.file_stem.clone()).collect();
        let kept: Vec<String> = match self.asked.providers.is_empty() {
            true => Vec::new(),
            false => copies::others(&template.id, &stems, due.plan.last.as_ref())
                .map(|(path, _)| path.to_owned())
                .collect(),
        };
        let is_chosen = |copy: &Copy| chosen.iter().any(|it| it.subject.id == copy.subject.id);
        let is_kept =
            |copy: &Copy| kept.iter().any(|path| copies::stem_of(path) == copy.subject.file_stem);
        let mut all: Vec<Copy> = there.iter().filter(|copy| is_chosen(copy)).cloned().collect();
        if !self.asked.providers.is_empty() {
            all.extend(there.iter().filter(|copy| is_kept(copy)).cloned());
            all.sort_by(|a, b| a.subject.name.cmp(&b.subject.name));
        }
        Ok(Pack { template, chosen, all, kept })
    }

    /// Copies that tell of others are a finding each, and nothing is published.
    pub(super) fn refuse_leaks(&mut self, mut leaks: Vec<(String, Leak)>) -> Result<()> {
        if leaks.is_empty() {
            return Ok(());
        }
        leaks.sort();
        let remedy = "take it out of the officers' words, template or list that prints it; a word that only looks \
                      like a name goes into definitions/code-sets/words_of_names.csv, an amount that its reader may \
                      be told into definitions/model/provider_amounts.sql";
        let findings: Vec<Finding> = leaks
            .iter()
            .map(|(file, leak)| {
                let says = format!(
                    "it tells its reader of a {}, in line {} of its text",
                    leak.kind, leak.line
                );
                Finding::new(Severity::Block, "leak", says).file(file).remedy(remedy)
            })
            .collect();
        let faults: Vec<Fault> = findings
            .iter()
            .map(|finding| Fault::new(finding.place(), &finding.says).hint(&finding.remedy))
            .collect();
        self.findings.extend(findings);
        Err(Error::of(Exit::Failed, faults))
    }
}

impl Press<'_> {
    /// Every copy of a report that there could be.
    fn copies_of(&self, template: &ReportTemplate) -> Vec<Copy> {
        let list = template.subjects.as_ref().and_then(|id| self.lists.get(id));
        list.map(|list| copies::of(template, list)).unwrap_or_default()
    }

    /// What no copy may tell of others. An amount that stands alone is sought in
    /// copies for providers only: sums that partners owe may look like a price.
    fn secrets(&self, per: Per) -> Secrets {
        let is_sought = |it: &&Secret| per == Per::Provider || it.sought_as != SoughtAs::Alone;
        Secrets::new(self.secrets.iter().filter(is_sought).cloned().collect())
    }

    /// Words that a report uses whoever it is for: its own, its lists' headings
    /// and the council's names.
    fn vocabulary(&self, template: &ReportTemplate) -> HashSet<String> {
        let mut words: HashSet<String> = leaks::words(&template.text).into_iter().collect();
        let council = &self.settings.council;
        words.extend(leaks::words(&council.name));
        words.extend(council.authorities.iter().flat_map(|it| leaks::words(&it.name)));
        for id in template.usable_lists().into_iter().chain(template.subjects.as_deref()) {
            let Some(list) = self.lists.get(id) else { continue };
            words.extend(leaks::words(&list.title));
            words.extend(list.columns.iter().flat_map(|column| leaks::words(&column.title)));
        }
        words
    }

    /// The lists that a report may use, each row with whose it is. A list that
    /// is not cut by reader is not among them, and no list says which child: the
    /// reader knows it by the agreement.
    fn shelves(&self, template: &ReportTemplate) -> Vec<Shelf> {
        let key = template.per.key().unwrap_or_default();
        let shelf = |id: &str| {
            let definition = self.definitions.list(id)?;
            if Some(definition.scope) != template.per.scope() {
                return None;
            }
            let list = self.lists.get(id)?;
            let mut rows: BTreeMap<String, Vec<Map<String, Value>>> = BTreeMap::new();
            for row in &list.rows {
                let mut own = row.clone();
                own.remove(CHILD);
                rows.entry(copies::text(row, key)).or_default().push(own);
            }
            let mut empty = copies::list_without_rows(list);
            empty.columns.retain(|column| column.name != CHILD);
            let of = |rows| Arc::new(ReportList { rows, ..empty.clone() });
            let lists = rows.into_iter().map(|(key, rows)| (key, of(rows))).collect();
            Some(Shelf { id: id.to_owned(), empty: of(Vec::new()), lists })
        };
        template.usable_lists().into_iter().filter_map(shelf).collect()
    }

    /// A context in which nothing is the council's but its name.
    fn copy_context(
        &self,
        template: &ReportTemplate,
        copy: &Copy,
        shelves: &[Shelf],
    ) -> ReportContext {
        let mut context = self.bare(Audience::Exempt);
        context.extracts.clear();
        context.findings.clear();
        context.repairs.clear();
        context.outcomes.clear();
        context.report = super::papers::front(self.settings, &template.id);
        context.subject = Some(copy.subject.clone());
        context.lists = shelves
            .iter()
            .map(|shelf| {
                let own = shelf.lists.get(&copy.key).filter(|_| !copy.key.is_empty());
                (shelf.id.clone(), Arc::clone(own.unwrap_or(&shelf.empty)))
            })
            .collect();
        context
    }

    /// The page that lists the copies of a report.
    fn contents(&self, template: &ReportTemplate, made: &[Copy]) -> Result<String> {
        let entries = made.iter().map(|copy| Entry {
            name: copy.subject.name.clone(),
            id: copy.subject.id.clone(),
            files: template
                .formats
                .iter()
                .map(|format| format!("{}.{}", copy.subject.file_stem, format.extension()))
                .collect(),
        });
        let title =
            self.settings.council.reports.get(&template.id).and_then(|own| own.title.clone());
        let title = title.unwrap_or_else(|| template.title.clone());
        contents::render(&self.bases, &self.index_context(), &title, &entries.collect::<Vec<_>>())
    }
}

/// What no copy for one reader may tell.
pub(super) fn secrets(lists: &BTreeMap<String, Arc<ReportList>>) -> Result<Vec<Secret>> {
    let place = format!("sql/lists/{SECRETS}.sql");
    let Some(list) = lists.get(SECRETS) else {
        let says = "there is no such list, so no copy can be looked through for leaks";
        return Err(Error::new(Exit::Definition, place, says).hint("put the built-in list back"));
    };
    let secret = |row: &Map<String, Value>| {
        serde_json::from_value::<Secret>(Value::Object(row.clone())).map_err(|cause| {
            // The cause may quote a value, which is what may not be told.
            let says = format!("a row is not what is expected (column {})", cause.column());
            Error::new(Exit::Definition, &place, says)
                .hint("return kind, provider_id, secret and sought_as")
        })
    };
    list.rows.iter().map(secret).collect()
}

/// Where the page that lists the copies of a report lies.
pub(super) fn contents_path(template: &ReportTemplate) -> String {
    format!("{}/{}/{CONTENTS}.html", Audience::Exempt.word(), template.id)
}

/// A copy that was made, with what it tells and should not.
pub(super) struct MadeCopy {
    pub(super) files: Vec<Rendered>,
    pub(super) leaks: Vec<(String, Leak)>,
}

/// What is needed to make the copies of one report.
pub(super) struct Printing<'a> {
    press: &'a Press<'a>,
    pack: &'a Pack<'a>,
    printer: Printer<'a>,
    words: Option<WordsFile>,
    shelves: Vec<Shelf>,
    secrets: Secrets,
    vocabulary: HashSet<String>,
}

impl<'a> Press<'a> {
    /// Lays out what the copies of a report have in common.
    pub(super) fn prepare(&'a self, pack: &'a Pack<'a>) -> Result<Printing<'a>> {
        let template = pack.template;
        Ok(Printing {
            press: self,
            pack,
            printer: Printer::on(template, &self.bases)?,
            words: super::papers::words_file(self.settings, &template.id)?,
            shelves: self.shelves(template),
            secrets: self.secrets(template.per),
            vocabulary: self.vocabulary(template),
        })
    }
}

impl<'a> Printing<'a> {
    pub(super) fn template(&self) -> &'a ReportTemplate {
        self.pack.template
    }

    /// The copies that are to be made.
    pub(super) fn copies(&self) -> &'a [Copy] {
        &self.pack.chosen
    }

    /// Every format of a copy, and what it tells and should not.
    pub(super) fn make(&self, copy: &Copy) -> Result<MadeCopy> {
        let mut context = self.press.copy_context(self.template(), copy, &self.shelves);
        context.words.clone_from(&self.words);
        let files = self.printer.print(context)?;
        let leaks = files.iter().flat_map(|file| {
            let path = format!("{}/{}", file.audience.word(), file.file_name);
            let found =
                self.secrets.found_in(&file.file_name, &file.text, &copy.owner, &self.vocabulary);
            found.into_iter().map(move |leak| (path.clone(), leak)).collect::<Vec<_>>()
        });
        let leaks = leaks.collect();
        Ok(MadeCopy { files, leaks })
    }
}

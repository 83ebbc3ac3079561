//! Renders each case of `tests/cases/reports` and compares it with what is
//! expected. A case is a folder with `context.json`, or with `change.json`:
//! the context that it starts from and what is different in it. The expected
//! texts stand beside it, one a report, audience and format.
//!
//! `UPDATE_GOLDEN=1 cargo test --test reports` writes them anew.

#[path = "support/papers.rs"]
mod papers;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use libtest_mimic::{Arguments, Failed, Trial};
use papers::{context, folders, parts, root, template};
use pulldown_cmark::{Event, Options, Parser, Tag};
use similar::TextDiff;
use sufficiency::definitions::report::{Format, ReportTemplate};
use sufficiency::error::Fault;
use sufficiency::report::context::{ReportContext, WordsFile};
use sufficiency::report::{self, Bases, Rendered, check, index};

/// Reports that are rendered from one case alone: it has nothing of theirs but
/// their measures, and shows what they print where the rest is not there.
const REGISTERS: [&str; 5] = [
    "sufficiency-statement",
    "scorecard",
    "market-position-statement",
    "contract-register",
    "action-tracker",
];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for case in folders(&root().join("tests/cases/reports")) {
        let folder = case.file_name().unwrap().to_string_lossy().into_owned();
        let others = REGISTERS.iter().filter(|_| folder == "full");
        for id in ["scrutiny-paper", "bulletin"].iter().chain(others) {
            let case = case.clone();
            let name = format!("{folder}/{id}");
            trials.push(Trial::test(name, move || compare(&case, id)));
        }
    }
    trials.push(Trial::test("index", compare_index));
    trials.push(Trial::test("templates check against themselves", templates_check));
    trials.push(Trial::test("what a header does not bind is refused", unbound_is_refused));
    trials.push(Trial::test("a bare number is refused", bare_number_is_refused));
    trials.push(Trial::test("words are refused with file and line", words_are_refused));
    trials.push(Trial::test("exempt words stay out of public copies", exempt_words_stay_out));
    trials.push(Trial::test("what is to complete is counted", open_passages_are_counted));
    libtest_mimic::run(&arguments, trials).exit();
}

/// Every audience and format of one report in one case.
fn compare(case: &Path, id: &str) -> Result<(), Failed> {
    let template = template(id)?;
    let mut context = context(case)?;
    // The words of a case are those of its paper.
    context.words = context.words.filter(|_| id == "scrutiny-paper");
    if !template.audience.contains(&context.audience) {
        return Ok(());
    }
    let rendered = report::render(&template, &parts(), &context).map_err(|e| e.to_string())?;
    // What a Word copy says is held to the page in `tests/word.rs`.
    for copy in rendered.iter().filter(|copy| copy.format != Format::Word) {
        let path = case.join(format!("expected.{}", copy.file_name));
        expect(&path, &copy.text)?;
        must_be_self_contained(copy)?;
    }
    Ok(())
}

fn compare_index() -> Result<(), Failed> {
    let folder = root().join("tests/cases/reports/full");
    let json = fs::read_to_string(folder.join("context.json"))?;
    let context: index::IndexContext = serde_json::from_str(&json)?;
    let parts = parts();
    let bases = Bases::read(&parts, Format::ALL).map_err(|fault| fault.says)?;
    let text = index::render(&bases, &context).map_err(|error| error.to_string())?;
    expect(&folder.join("expected.index.html"), &text)
}

fn templates_check() -> Result<(), Failed> {
    let context = context(&root().join("tests/cases/reports/full"))?;
    let measures: Vec<_> =
        context.measures.into_iter().map(|(id, note)| (id, (*note).clone())).collect();
    for id in ["scrutiny-paper", "bulletin"].iter().chain(&REGISTERS) {
        let template = template(id)?;
        let words = context.words.as_ref().filter(|_| *id == "scrutiny-paper");
        let faults = check::check(&template, &parts(), words, &measures, &BTreeMap::new());
        if let Some(fault) = faults.first() {
            return Err(fault.to_string().into());
        }
    }
    Ok(())
}

fn unbound_is_refused() -> Result<(), Failed> {
    let text = small("{% import \"parts\" as p %}\n{{ measure('placed_out_of_areas').display }}\n");
    let faults = check::check(&text, &parts(), None, &[], &BTreeMap::new());
    holds_text(&faults, "small.j2:12: the header does not bind the measure 'placed_out_of_areas'")?;
    holds_text(&faults, "did you mean 'placed_out_of_area'?")?;
    let context = full_without_words()?;
    let text = small("{% set id = 'x' %}{{ measure(id).display }}\n");
    let error = report::render(&text, &parts(), &context).unwrap_err();
    holds_text(&error.faults, "small.j2:11: the header of this report does not bind")?;
    for call in [
        "table('placed_out_of_area', 'sex').rows",
        "measure('placed_out_of_area', breakdown='sex')",
        "table_by_year('placed_out_of_area', 'sex')",
    ] {
        let text = small(&format!("{{% set asked = {call} %}}\n"));
        let faults = check::check(&text, &parts(), None, &[], &BTreeMap::new());
        holds_text(&faults, "small.j2:11: the header of this report does not bind")?;
        holds_text(&faults, "'placed_out_of_area by sex'")?;
    }
    Ok(())
}

fn bare_number_is_refused() -> Result<(), Failed> {
    let context = full_without_words()?;
    let text = small("{{ measure('placed_out_of_area').value }}\n");
    let error = report::render(&text, &parts(), &context).unwrap_err();
    holds_text(&error.faults, "small.j2:11: a bare number")?;
    let text = small("{{ measure('placed_out_of_area').value|percent }}\n");
    let rendered = report::render(&text, &parts(), &context).map_err(|e| e.to_string())?;
    if rendered[0].text == "41.2%\n" { Ok(()) } else { Err(rendered[0].text.clone().into()) }
}

fn words_are_refused() -> Result<(), Failed> {
    for (words, says) in [
        ("stray\n\n# Reasons\n", "words.md:1: words stand before the first heading"),
        ("# Reason\n\ntext\n", "words.md:1: the report has no section \"Reason\""),
        ("# Reason\n\ntext\n", "did you mean \"Reasons\"?"),
        ("# Reasons\n\n{{ measure('wages') }}\n", "words.md:3: the header of this report does not"),
        ("# Reasons\n\na {{ measure('wages'\n", "words.md:3: `{{` is never closed"),
        ("# Reasons\n\n{{ 7 * 7 }}\n", "words.md:3: `7 * 7` is no text"),
        ("# Reasons\n\n{{ include('x') }}\n", "words.md:3:"),
        ("# Reasons\n\n{{ measure('weekly_cost').dispaly }}\n", "words.md:3:"),
    ] {
        let mut context = full_without_words()?;
        context.words = Some(WordsFile { name: "words.md".to_owned(), text: words.to_owned() });
        let template = template("scrutiny-paper")?;
        match report::render(&template, &parts(), &context) {
            Ok(_) => return Err(format!("accepted: {words}").into()),
            Err(error) => holds_text(&error.faults, says)?,
        }
    }
    Ok(())
}

fn exempt_words_stay_out() -> Result<(), Failed> {
    let template = template("scrutiny-paper")?;
    for (case, is_there) in [("hostile-names", true), ("all-suppressed", false)] {
        let mut context = context(&root().join("tests/cases/reports").join(case))?;
        let text = "# Reasons\n\nFor all.\n\n# Reasons (exempt)\n\nFor members only.\n";
        context.words = Some(WordsFile { name: "words.md".to_owned(), text: text.to_owned() });
        for copy in report::render(&template, &parts(), &context).map_err(|e| e.to_string())? {
            if copy.text.contains("For members only.") != is_there {
                return Err(format!("{case}: {}", copy.file_name).into());
            }
        }
    }
    Ok(())
}

fn open_passages_are_counted() -> Result<(), Failed> {
    let context = context(&root().join("tests/cases/reports/full"))?;
    let template = template("scrutiny-paper")?;
    for copy in report::render(&template, &parts(), &context).map_err(|e| e.to_string())? {
        let printed = copy.text.matches("[to be completed by").count();
        if copy.to_complete.is_empty() || printed != copy.to_complete.len() {
            return Err(format!("{printed} printed, {:?}", copy.to_complete).into());
        }
    }
    Ok(())
}

/// A template of one line or two below a header that binds one measure.
fn small(body: &str) -> ReportTemplate {
    let header = "{#\ntitle = \"Small\"\naudience = [\"exempt\"]\ncadence = \"nightly\"\nformats = [\"markdown\"]\n[[section]]\nid = \"one\"\ntitle = \"One\"\nmeasures = [\"placed_out_of_area\"]\n#}\n";
    let (template, faults) = ReportTemplate::read("small", "small.j2", &format!("{header}{body}"));
    assert_eq!(faults, []);
    template
}

fn full_without_words() -> Result<ReportContext, Failed> {
    let mut context = context(&root().join("tests/cases/reports/full"))?;
    context.words = None;
    Ok(context)
}

fn holds_text(faults: &[Fault], says: &str) -> Result<(), Failed> {
    let said: Vec<String> = faults.iter().map(Fault::to_string).collect();
    match said.iter().any(|fault| fault.contains(says)) {
        true => Ok(()),
        false => Err(format!("not said: {says}\nsaid: {}", said.join("\n")).into()),
    }
}

/// A page asks nothing of any other place, and nothing in it came to be markup
/// that the parts did not write.
fn must_be_self_contained(copy: &Rendered) -> Result<(), Failed> {
    let found = match copy.format {
        Format::Html => foreign_element(&copy.text),
        Format::Markdown => foreign_event(&copy.text),
        Format::Word => None,
    };
    match found {
        Some(found) => Err(format!("{} holds {found}", copy.file_name).into()),
        None => Ok(()),
    }
}

/// The first tag that is none of the parts', or leads away.
fn foreign_element(page: &str) -> Option<String> {
    const KNOWN: &str = "!doctype a body br caption circle dd desc div dl dt em figcaption figure \
        footer g h1 h2 h3 head header html img li main meta ol p path rect section span strong \
        style svg table tbody td text th thead title tr ul";
    let known: Vec<&str> = KNOWN.split_whitespace().collect();
    page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default()).find_map(|tag| {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        let leads_away = ["src=\"", "href=\""].iter().any(|attribute| {
            tag.split_once(attribute).is_some_and(|(_, address)| {
                let is_embedded = address.starts_with("data:image/");
                !is_embedded && (address.contains("://") || address.starts_with("javascript:"))
            })
        });
        let acts = tag.split_whitespace().skip(1).any(|attribute| attribute.starts_with("on"));
        (!known.contains(&name) || leads_away || (acts && !tag.contains('"')))
            .then(|| tag.to_owned())
    })
}

/// The first thing in a Markdown document that a paper has no place for.
fn foreign_event(markdown: &str) -> Option<String> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES).find_map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(text.to_string()),
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        Event::Start(Tag::CodeBlock(_)) => Some("a block of code".to_owned()),
        _ => None,
    })
}

fn expect(path: &Path, text: &str) -> Result<(), Failed> {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        return Ok(fs::write(path, text)?);
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == text {
        return Ok(());
    }
    let difference = TextDiff::from_lines(expected.as_str(), text).unified_diff().to_string();
    let shown: String = difference.chars().take(4000).collect();
    Err(format!("{} differs:\n{shown}", path.display()).into())
}

//! What the public may not be told stops the publication, in whatever file it
//! stands and whoever put it there; what was published before stays as it was.

#[path = "support/workspace.rs"]
mod workspace;

use workspace::{Workspace, files};

/// A list that anybody may see and that says too much.
const LIST: &str = r#"/*
title = "Children by what they are called"
says = "One row a child, which no public list may be."
audience = "public"
scope = "council"
needs = ["episodes"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
who = { label = "Who", unit = "text", says = "The child" }
*/
select source_child_id as who from model.children
"#;

const TEMPLATE: &str = r#"{#
title = "Who"
audience = ["public"]
cadence = "nightly"
formats = ["FORMAT"]

[[section]]
id = "who"
title = "Who"
lists = ["who"]
#}
{% import "parts" as p %}
{% import "listing.j2" as lists %}
{% call p.document(template_title) %}
{{ p.title(template_title) }}
{{ lists.show(list("who"), "Who", "None") }}
{% endcall %}
"#;

fn stopped(workspace: &Workspace, file: &str, kind: &str, values: &[&str]) {
    let before = files(&workspace.path("publications"));
    let said = workspace.run(&["run"]).expect(1);
    assert!(said.err.contains(file) && said.err.contains(kind), "{}", said.err);
    for value in values {
        assert!(!said.err.contains(value), "a secret is told: {kind}");
    }
    assert_eq!(files(&workspace.path("publications")), before, "{kind}");
    let newest = workspace.runs().pop().unwrap();
    let findings = std::fs::read_to_string(newest.join("findings.json")).unwrap();
    assert!(findings.contains("\"leak\"") && findings.contains(kind), "{findings}");
    for value in values {
        assert!(!findings.contains(value), "a secret is told: {kind}");
    }
}

#[test]
fn what_an_officer_writes_of_a_child_is_not_published() {
    for (text, kind) in [
        ("The child 991818 has moved.", "child's identifier"),
        ("A girl born on 29 March 2009 waits.", "date of birth"),
        ("A girl born on 29/03/2009 waits.", "date of birth"),
        ("They live at XF5 2FG.", "postcode"),
        ("They live at xf52fg.", "postcode"),
    ] {
        let workspace = Workspace::published();
        workspace.write("words/scrutiny-paper.md", format!("# Reasons\n\n{text}\n"));
        let values = ["991818", "29 March", "29/03/2009", "XF5", "xf52fg"];
        for file in ["public/scrutiny-paper.html", "public/scrutiny-paper.md"] {
            stopped(&workspace, file, kind, &values);
        }
        stopped(&workspace, "public/scrutiny-paper.docx", kind, &values);
    }
}

#[test]
fn what_is_for_members_only_may_say_more() {
    let workspace = Workspace::published();
    let text = "# Reasons\n\nFor all.\n\n# Reasons (exempt)\n\nThe child 991818 has moved.\n";
    workspace.write("words/scrutiny-paper.md", text);
    workspace.run(&["run"]).expect(0);
}

#[test]
fn what_a_public_list_says_of_a_child_is_not_published() {
    for (format, ending) in [("html", "html"), ("markdown", "md"), ("word", "docx")] {
        let workspace = Workspace::published();
        workspace.write("definitions/lists/who.sql", LIST);
        workspace.write("definitions/who.j2", TEMPLATE.replace("FORMAT", format));
        stopped(&workspace, &format!("public/who.{ending}"), "child's identifier", &["991818"]);
    }
}

#[test]
fn data_files_are_read_as_well() {
    let workspace = Workspace::published();
    let path = "sql/measures/_public_results.sql";
    let results = std::fs::read_to_string(workspace::repository(path)).unwrap();
    let wanted = "unless(hides_parts, numerator) as numerator,";
    assert!(results.contains(wanted));
    let more = format!("'991818' as title,\n        {wanted}");
    workspace.write("definitions/measures/_public_results.sql", results.replace(wanted, &more));
    for file in ["results.csv", "results.parquet", "results.xlsx"] {
        stopped(&workspace, &format!("public/data/{file}"), "child's identifier", &["991818"]);
    }
}

//! Word copies as a run publishes them, and the council's own template: it
//! gives the look and nothing else, and what is no template is refused.

#[path = "support/word_file.rs"]
mod word_file;
#[path = "support/workspace.rs"]
mod workspace;

use std::io::{Cursor, Write};

use sufficiency::report::docx;
use word_file::{STYLES, W, part};
use workspace::{Workspace, files};
use zip::write::{SimpleFileOptions, ZipWriter};

const PAPER: &str = "publications/latest/public/scrutiny-paper.docx";

#[test]
fn a_run_publishes_it_and_another_folder_makes_the_same() {
    let (one, other) = (Workspace::published(), Workspace::small());
    other.run(&["run"]).expect(0);
    let of =
        |workspace: &Workspace| files(&workspace.path("publications").join(workspace.latest()));
    let (made, again) = (of(&one), of(&other));
    assert_eq!(made["public/scrutiny-paper.docx"], again["public/scrutiny-paper.docx"]);
    assert_eq!(made["exempt/scrutiny-paper.docx"], again["exempt/scrutiny-paper.docx"]);
    let index = one.read("publications/latest/index.html");
    assert!(index.contains("<a href=\"public/scrutiny-paper.docx\">"), "the index has no link");
    let manifest = one.read("publications/latest/manifest.json");
    assert!(manifest.contains("\"public/scrutiny-paper.docx\""), "not in the manifest");
    let text = docx::text(&made["public/scrutiny-paper.docx"]).unwrap();
    let leaks = workspace::leaks(&text, &one.secrets());
    assert!(leaks.is_empty(), "{} identifiers in the public copy", leaks.len());
}

/// A council's template: one heading style of its own, a header, no footer.
fn council_template(header: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |inner: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let document = [
        relation("rId1", "styles", "styles.xml"),
        relation("rId2", "numbering", "numbering.xml"),
        relation("rId3", "header", "header1.xml"),
    ];
    let parts = [
        ("_rels/.rels", relations(&relation("rId1", "officeDocument", "word/document.xml"))),
        ("word/_rels/document.xml.rels", relations(&document.concat())),
        (
            "word/document.xml",
            format!(
                "<w:document xmlns:w=\"{W}\" xmlns:r=\"{office}\"><w:body><w:p><w:r><w:t>Sample text of the template</w:t></w:r></w:p><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\"/></w:sectPr></w:body></w:document>"
            ),
        ),
        (
            STYLES,
            format!(
                "<w:styles xmlns:w=\"{W}\"><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/><w:rPr><w:color w:val=\"FF00AA\"/></w:rPr></w:style></w:styles>"
            ),
        ),
        (
            "word/numbering.xml",
            format!(
                "<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"4\"/><w:num w:numId=\"7\"><w:abstractNumId w:val=\"4\"/></w:num></w:numbering>"
            ),
        ),
        (
            "word/header1.xml",
            format!("<w:hdr xmlns:w=\"{W}\"><w:p><w:r><w:t>{header}</w:t></w:r></w:p></w:hdr>"),
        ),
        ("docProps/core.xml", "<secret>Somebody's name</secret>".to_owned()),
    ];
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        file.start_file(name, SimpleFileOptions::default()).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

#[test]
fn the_councils_template_gives_the_look_and_nothing_else() {
    let workspace = Workspace::small();
    workspace
        .append("council.toml", "\n[reports.scrutiny-paper]\nword_template = \"house.docx\"\n");
    workspace.write("house.docx", council_template("Fennmoor, its own header"));
    workspace.run(&["run"]).expect(0);
    let name = workspace.latest();
    let bytes = std::fs::read(workspace.path(PAPER)).unwrap();
    let styles = part(&bytes, STYLES);
    assert!(styles.contains("w:styleId=\"Kop1\"") && styles.contains("w:styleId=\"TableText\""));
    assert!(!styles.contains("w:styleId=\"Heading1\""), "a second style for headings");
    let document = part(&bytes, "word/document.xml");
    assert!(document.contains("<w:pStyle w:val=\"Kop1\"/>"), "its headings are not used");
    assert!(!document.contains("\"Heading1\"") && !document.contains("\"Normal\""));
    assert!(part(&bytes, "word/numbering.xml").contains("w:numId=\"8\""), "numbers collide");
    let text = docx::text(&bytes).unwrap();
    assert!(text.contains("Fennmoor, its own header"));
    assert!(!text.contains("Sample text") && !text.contains("Somebody"), "its text came along");
    let exempt = std::fs::read(workspace.path(&PAPER.replace("/public/", "/exempt/"))).unwrap();
    let header = part(&exempt, "word/council-header-default.xml");
    assert!(header.contains("Not for publication"), "the warning is not on every page");

    // Kept with the publication, which is made again without it, and another
    // template is another publication.
    workspace.write("house.docx", council_template("Another header"));
    workspace.run(&["run", "--replay", &name]).expect(0);
    workspace.run(&["run"]).expect(0);
    assert_ne!(workspace.latest(), name);
}

#[test]
fn what_is_no_template_is_refused_before_anything_is_made() {
    for (bytes, says) in [
        (b"no zip".to_vec(), "it is no Word document"),
        (council_template("</w:t></w:r></w:p><w:x"), "cannot be read"),
    ] {
        let workspace = Workspace::small();
        workspace
            .append("council.toml", "\n[reports.scrutiny-paper]\nword_template = \"a.docx\"\n");
        workspace.write("a.docx", bytes);
        workspace.run(&["run"]).expect(3).tells(&["the Word template a.docx", says]);
    }
    let workspace = Workspace::small();
    workspace.append("council.toml", "\n[reports.scrutiny-paper]\nword_template = \"none.docx\"\n");
    workspace.run(&["run"]).expect(3).tells(&["cannot be read", "[reports.scrutiny-paper]"]);
}

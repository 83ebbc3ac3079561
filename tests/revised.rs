//! Figures that were published otherwise in a final paper are marked as revised.

#[path = "support/republished.rs"]
mod republished;
#[path = "support/small_definitions.rs"]
mod small_definitions;
#[path = "support/workspace.rs"]
mod workspace;

use std::fs;

use republished::{
    CHILDREN, EPISODES, LATE, LEFT_IN_AUGUST, OPEN, UNDER, prepared, publish, results, run,
};

#[test]
fn a_correction_after_a_final_paper_is_marked_as_revised() {
    let workspace = prepared();
    let draft = publish(&workspace, &["trend"]);
    assert!(results(&workspace, &draft, "exempt").values().all(|row| !row.is_revised));
    let paper = publish(&workspace, &["trend", "--final"]);
    workspace.replace(EPISODES, OPEN, LEFT_IN_AUGUST);
    let after = publish(&workspace, &["trend"]);

    let (then, now) =
        (results(&workspace, &paper, "exempt"), results(&workspace, &after, "exempt"));
    let mut revised = 0;
    for (key, row) in now.iter().filter(|(_, row)| row.measure == CHILDREN) {
        let before = then.get(key).filter(|before| before.value.is_some());
        let differs = before.is_some_and(|before| before.display != row.display);
        assert_eq!(row.is_revised, differs, "{key}: {row:?}");
        let expected = before.filter(|_| differs).and_then(|before| before.value);
        assert_eq!(row.previously_published, expected, "{key}");
        revised += usize::from(differs);
    }
    assert!(revised > 10, "{revised}");
    // What the final paper did not bind was not published by it.
    assert!(now.values().filter(|row| row.measure == UNDER).all(|row| !row.is_revised));

    let (then, public) =
        (results(&workspace, &paper, "public"), results(&workspace, &after, "public"));
    let mut kept_back = 0;
    for (key, row) in &public {
        let printed = then.get(key).filter(|before| before.symbol.is_empty());
        let may = row.symbol.is_empty() && printed.is_some() && now[key].is_revised;
        assert_eq!(row.is_revised, may, "{key}: {row:?}");
        assert_eq!(row.previously_published.is_some(), may, "{key}: {row:?}");
        kept_back += usize::from(now[key].is_revised && !may);
    }
    assert!(kept_back > 0, "no revised figure is hidden in public: the test shows nothing");

    let read = |path: &str| workspace.read(&format!("publications/{after}/{path}"));
    let was = then[&format!("{CHILDREN}||month:2026-08-31|all|all")].display.clone();
    for audience in ["public", "exempt"] {
        let (markdown, html) =
            (read(&format!("{audience}/trend.md")), read(&format!("{audience}/trend.html")));
        for text in [&markdown, &html] {
            let note = format!("r August 2026: revised from {was}, as last published.");
            assert!(text.contains(&note), "{audience}:\n{text}");
        }
        assert!(markdown.contains(&format!("Revised from {was}, as last published.")));
        assert!(html.contains("<span class=\"revised\">(revised from "), "{audience}");
    }
    let count = |text: String| text.matches("revised from").count();
    assert!(count(read("public/trend.md")) < count(read("exempt/trend.md")));

    // The next final paper is what later ones are held against.
    let next = publish(&workspace, &["trend", "--final"]);
    assert!(results(&workspace, &next, "exempt").values().any(|row| row.is_revised));
    workspace.append(EPISODES, LATE);
    let later = publish(&workspace, &["trend"]);
    let rows = results(&workspace, &later, "exempt");
    let august = &rows[&format!("{CHILDREN}||month:2026-08-31|all|all")];
    assert!(!august.is_revised, "it is what the last final paper said: {august:?}");
    for name in [&after, &next, &later] {
        run(&workspace, &["run", "--replay", name]).expect(0);
    }

    // A final paper that was taken away, or changed, is held against nothing.
    let figures = format!("publications/{next}/exempt/data/results.parquet");
    let bytes = fs::read(workspace.path(&figures)).unwrap();
    workspace.write(&figures, [bytes.as_slice(), b"x"].concat());
    run(&workspace, &["run", "trend", "--as-at", "2026-09-29"]).expect(0);
    workspace.append("council.toml", "# changed\n");
    let said = run(&workspace, &["run", "trend"]).expect(1);
    said.tells(&["not the file that was published", "sufficiency verify", "next: "]);
    fs::rename(
        workspace.path(&format!("publications/{next}")),
        workspace.path(&format!("publications/{next}.damaged")),
    )
    .unwrap();
    let without = publish(&workspace, &["trend"]);
    assert!(results(&workspace, &without, "exempt").values().all(|row| !row.is_revised));
    let checked = workspace.read(&format!("publications/{without}/manifest.json"));
    assert!(checked.contains("final-gone"), "nothing tells that the final paper is gone");
    run(&workspace, &["run", "--replay", &later]).expect(4).tells(&["is there no more", "next: "]);
    run(&workspace, &["run", "--replay", &without]).expect(0);
}

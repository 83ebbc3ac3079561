//! What making packs for many providers takes: time and memory in proportion to
//! how many there are.

#[path = "support/market.rs"]
mod market;
#[path = "support/packs.rs"]
mod packs;
#[path = "support/workspace.rs"]
mod workspace;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use market::{Process, market_of};
use packs::{PACKS, definitions, prepared};
use workspace::{Workspace, files};

/// What making packs took from the first list that is read, whatever else the
/// machine does: seconds of processors, and the most megabytes that the program
/// held. What counting has freed is used again before the machine is asked for
/// more, so that what came on top says little of one run: two runs' most are
/// compared.
#[derive(Clone, Copy, Debug)]
struct Cost {
    seconds: f64,
    most: f64,
}

/// Makes all packs of a workspace, and what that cost.
fn measured(workspace: &Workspace) -> Cost {
    let definitions = definitions();
    let definitions = definitions.to_str().unwrap();
    let arguments = ["run", "provider-review-pack", "--definitions", definitions];
    let mut command = workspace.command(&arguments);
    let mut running = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let process = Process(running.id());
    let said = BufReader::new(running.stderr.take().unwrap());
    let (mut before, mut after) = (None, None);
    for line in said.lines() {
        match line.unwrap().as_str() {
            "read ..." => {
                process.forget_most_memory();
                before = Some(process.seconds());
            }
            line if line.starts_with("render done") => {
                after = Some((process.seconds(), process.megabytes("VmHWM")));
            }
            _ => {}
        }
    }
    let status = running.wait().unwrap();
    assert!(status.success(), "{status}");
    let (Some(before), Some(after)) = (before, after) else { panic!("{before:?}, {after:?}") };
    Cost { seconds: after.0 - before, most: after.1 }
}

/// `cargo test --test many_packs -- --nocapture` says what it took.
/// Five times the packs may take seven times the time: were each read once more
/// for every other provider, it would be up to twenty-five times. Five hundred
/// may take 140 MB more than a hundred, of which 85 are what DuckDB holds of so
/// many more providers. A hundred packs that are longer by 300 kB each, in their
/// pages and Markdown, may take 15 MB more: kept until the last is made, it would
/// be 30, and the Word copies beside.
#[test]
fn five_hundred_providers_are_no_trouble() {
    let words = format!("# Opening\n\n{}\n", "The officers write at length.\n\n".repeat(4_500));
    let cost_of = |count: usize, words: &str| {
        let workspace = market_of(prepared(), count);
        workspace.write("words/provider-review-pack.md", words);
        let cost = measured(&workspace);
        let made = files(&workspace.path(PACKS));
        assert_eq!(
            made.len(),
            3 * count + 1,
            "a page, Markdown and Word each, and the list of them"
        );
        let text = String::from_utf8_lossy(&made["Q0017.md"]);
        assert!(text.contains("Zaklrel Homes") && text.contains("QA-00172"), "{text}");
        assert!(!text.contains("Zaklsel"), "the next one's name");
        let bytes: usize = made.values().map(Vec::len).sum();
        println!("{count} packs of {} kB: {cost:.2?}", bytes / 1000);
        cost
    };
    let (hundred, many, long) = (cost_of(100, ""), cost_of(500, ""), cost_of(100, &words));
    let all = format!("{hundred:.2?}, {many:.2?}, {long:.2?}");
    assert!(many.seconds < 7.0 * hundred.seconds, "more time than in proportion: {all}");
    assert!(many.most < hundred.most + 140.0, "more memory than in proportion: {all}");
    assert!(long.most < hundred.most + 15.0, "what is made is kept: {all}");
}

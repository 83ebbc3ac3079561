//! What the machine may do to a run: kill it at any moment, fill its disk,
//! take its rights away, start another beside it. Whatever happens, what was
//! published stands, whole, and the next run publishes.

#[path = "support/small_definitions.rs"]
mod small_definitions;
#[path = "support/workspace.rs"]
mod workspace;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use small_definitions::small_definitions;
use workspace::{PROGRAM, Said, Workspace, copy, files};

const TIMES: u32 = 10;
const POSTCODES: &str = "extracts/reference/2026-06-30/postcodes.csv";

/// A workspace with the small definitions in it and one publication.
fn prepared() -> Workspace {
    static MADE: OnceLock<Workspace> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let workspace = Workspace::small();
        workspace.run(&run()).expect(0);
        workspace
    });
    Workspace::copy_of(made.root())
}

fn run() -> [&'static str; 3] {
    static DEFINITIONS: OnceLock<String> = OnceLock::new();
    let folder =
        DEFINITIONS.get_or_init(|| small_definitions(PROGRAM).to_str().unwrap().to_owned());
    ["run", "--definitions", folder]
}

/// Gives the next run something new to land, to count and to publish.
fn change(workspace: &Workspace, number: u32) {
    workspace.append("council.toml", &format!("# change {number}\n"));
    workspace.append(POSTCODES, &format!("ZZ{number} 1AA,E06000901,400000,400000\n"));
}

/// A run, killed so long after it said that a stage begins; what it said, and
/// whether the kill came before its end.
fn kill_in(workspace: &Workspace, stage: &str, delay: Duration) -> (String, bool) {
    let mut child = start(workspace, &run());
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    let mut said = read_until(&mut lines, stage);
    thread::sleep(delay);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    lines.read_to_string(&mut said).unwrap();
    (said, status.signal().is_some())
}

fn start(workspace: &Workspace, arguments: &[&str]) -> Child {
    let mut command = workspace.command(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Reads what a run says until it says that the stage begins.
fn read_until(lines: &mut impl BufRead, stage: &str) -> String {
    let mut said = String::new();
    loop {
        let mut line = String::new();
        let length = lines.read_line(&mut line).unwrap();
        assert!(length > 0, "{stage} never began:\n{said}");
        said.push_str(&line);
        if line.starts_with(stage) && line.ends_with("...\n") {
            return said;
        }
    }
}

/// How long a stage took in the run that published.
fn length_of(workspace: &Workspace, stage: &str) -> Duration {
    let run = workspace.runs().pop().unwrap();
    let timings: Value =
        serde_json::from_slice(&fs::read(run.join("timings.json")).unwrap()).unwrap();
    let of = |timing: &&Value| timing["stage"] == stage;
    let seconds = timings.as_array().unwrap().iter().find(of).unwrap()["seconds"].as_f64();
    Duration::from_secs_f64(seconds.unwrap())
}

fn outcome(run: &Path) -> Option<Value> {
    let text = fs::read(run.join("outcome.json")).ok()?;
    serde_json::from_slice(&text).ok()
}

/// Kills a run ten times, from the beginning of a stage to its end; after each
/// the publications are whole, and the next run mends what is left.
fn killed_in(stage: &str) {
    let workspace = prepared();
    let length = length_of(&workspace, stage);
    let mut killed = 0;
    for attempt in 0..TIMES * 3 {
        if killed == TIMES {
            break;
        }
        let latest = workspace.latest();
        let published = files(&workspace.path("publications"));
        let known = workspace.runs();
        change(&workspace, attempt);
        // Kills that came too late are made up for by earlier ones.
        let late = attempt - killed;
        let delay = length * killed / TIMES / (1 + late);
        let (said, is_killed) = kill_in(&workspace, stage, delay);
        workspace.all_whole();
        still_there(&workspace, &published);
        let pointed = fs::read_link(workspace.path("publications/latest")).unwrap();
        let pointed = pointed.to_str().unwrap();
        assert!(workspace.publications().iter().any(|name| name == pointed), "{pointed}");

        let left = workspace.runs_since(&known);
        let unfinished: Vec<&PathBuf> = left.iter().filter(|run| outcome(run).is_none()).collect();
        let next = workspace.run(&run()).expect(0);
        workspace.all_whole();
        still_there(&workspace, &published);
        assert_ne!(workspace.latest(), latest, "after a kill in {stage}:\n{said}\n{}", next.out);
        assert_eq!(workspace.remains(), Vec::<String>::new(), "after a kill in {stage}:\n{said}");
        for run in &unfinished {
            let noted = outcome(run).unwrap();
            assert!(noted["exit"].is_null() && noted["published"].is_null(), "{noted}");
            assert!(next.err.contains("ended without a word"), "{}", next.err);
        }
        assert!(!is_killed || !unfinished.is_empty() || said.contains("publish done"), "{said}");
        killed += u32::from(is_killed);
    }
    assert_eq!(killed, TIMES, "so many runs were killed in {stage}");
    workspace.run(&["verify", "latest"]).expect(0);
}

/// What was published before is there, byte for byte.
fn still_there(workspace: &Workspace, published: &BTreeMap<String, Vec<u8>>) {
    let now = files(&workspace.path("publications"));
    for (path, bytes) in published.iter().filter(|(path, _)| path.contains('/')) {
        assert!(now.get(path) == Some(bytes), "{path} has changed");
    }
}

macro_rules! killed_in {
    ($($stage:ident),*) => {
        mod killed_in {
            $(
                #[test]
                fn $stage() {
                    super::killed_in(stringify!($stage));
                }
            )*
        }
    };
}

killed_in!(definitions, land, stage, model, check, measure, read, render, export, publish);

#[test]
fn a_killed_check_leaves_nothing_for_good() {
    let workspace = prepared();
    let [_, flag, definitions] = run();
    let mut child = start(&workspace, &["explain", "children_looked_after", flag, definitions]);
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    read_until(&mut lines, "model");
    child.kill().unwrap();
    child.wait().unwrap();
    change(&workspace, 1);
    workspace.run(&run()).expect(0);
    assert_eq!(workspace.remains(), Vec::<String>::new());
}

#[test]
fn a_second_run_is_told_who_holds_the_lock() {
    let workspace = prepared();
    change(&workspace, 1);
    let mut child = start(&workspace, &run());
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    read_until(&mut lines, "stage");
    signal(&child, "STOP");
    let holder = format!("process {}", child.id());
    for arguments in [&run()[..], &["check"], &["explain", "children_looked_after"]] {
        let said = workspace.run(arguments).expect(5);
        said.tells(&[
            ".lock",
            "another run holds the lock",
            "`sufficiency run`",
            &holder,
            "next: ",
        ]);
    }
    // Who only reads is not kept waiting.
    for arguments in [&["verify", "latest"][..], &["status"], &["due"]] {
        workspace.run(arguments).expect(0);
    }
    signal(&child, "CONT");
    let mut rest = String::new();
    lines.read_to_string(&mut rest).unwrap();
    assert!(child.wait().unwrap().success(), "{rest}");
    workspace.all_whole();
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status();
    assert!(status.unwrap().success());
}

#[test]
fn a_stale_lock_is_taken_over() {
    let workspace = prepared();
    let stale = r#"{"pid":999999,"host":"gone","started":"2026-11-22T02:00:00Z","command":"sufficiency run"}"#;
    workspace.write(".lock", stale);
    change(&workspace, 1);
    workspace.run(&run()).expect(0);
    assert_eq!(workspace.read(".lock"), "");
}

/// Runs a shell script in a mount namespace of its own, in which it may mount.
/// The tests that need it fail where there is none: they must not pass unseen.
fn in_namespace(script: &str, values: &[(&str, &str)]) -> Said {
    let mut command = Command::new("unshare");
    command.args(["-Urm", "sh", "-euc", script]);
    command.envs(values.iter().copied());
    let said = Said::of(command.output().expect("unshare is not to be had: these tests need it"));
    assert!(!said.err.contains("unshare:"), "unshare is not to be had here: {}", said.err);
    said
}

/// Copies the workspace onto a small disk, leaves so many kilobytes free, runs,
/// says how that ended, then frees the disk and runs again.
const SMALL_DISK: &str = r#"
mount -t tmpfs -o size=64m tmpfs "$DISK"
cp -a "$SOURCE/." "$DISK"
cp -a "$DISK/publications" "$KEPT/before"
room=$(df -k --output=avail "$DISK" | tail -n 1)
fill=$((room - FREE))
dd if=/dev/zero of="$DISK/filler" bs=1024 count=$fill 2>/dev/null
set +e
"$PROGRAM" run --definitions "$DEFINITIONS" --workspace "$DISK" >"$KEPT/out" 2>"$KEPT/err"
echo $? >"$KEPT/exit"
rm "$DISK/filler"
cp -a "$DISK/publications" "$KEPT/after"
"$PROGRAM" verify latest --workspace "$DISK" >/dev/null 2>"$KEPT/verify" || exit 91
"$PROGRAM" run --definitions "$DEFINITIONS" --workspace "$DISK" >/dev/null 2>"$KEPT/again" || exit 92
cp -a "$DISK/publications" "$KEPT/last"
"#;

struct Filled {
    exit: i32,
    err: String,
}

fn with_free(free: u64) -> Filled {
    let workspace = prepared();
    change(&workspace, 1);
    // Something of a size that does not fit: rows nobody is found at.
    let many: String =
        (0..4000).map(|number| format!("ZY{number} 2AA,E06000901,{number},7\n")).collect();
    workspace.append(POSTCODES, &many);
    let disk = tempfile::tempdir().unwrap();
    let kept = tempfile::tempdir().unwrap();
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    let said = in_namespace(
        SMALL_DISK,
        &[
            ("SOURCE", &path(workspace.root())),
            ("DISK", &path(disk.path())),
            ("KEPT", &path(kept.path())),
            ("PROGRAM", PROGRAM),
            ("DEFINITIONS", run()[2]),
            ("FREE", &free.to_string()),
        ],
    );
    let read = |name: &str| fs::read_to_string(kept.path().join(name)).unwrap_or_default();
    let err = read("err");
    assert_eq!(said.exit, Some(0), "with {free} free:\n{err}\n{}\n{}", said.err, read("again"));
    let exit = read("exit").trim().parse().unwrap();
    if exit != 0 {
        assert!(files(&kept.path().join("before")) == files(&kept.path().join("after")), "{err}");
    }
    let last = fs::read_link(kept.path().join("last/latest")).unwrap();
    let before = fs::read_link(kept.path().join("before/latest")).unwrap();
    assert_ne!(last, before, "the run after it published nothing");
    Filled { exit, err }
}

/// The stage that a run failed in, as it said.
fn failed_stage(err: &str) -> String {
    let failed = err.lines().find_map(|line| line.split_once(" failed after "));
    failed.map_or("none", |(stage, _)| stage).to_owned()
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let mut stages = Vec::new();
    for free in [0, 8, 60, 200, 330, 400, 480, 560, 640, 720, 800, 900, 1000] {
        let Filled { exit, err } = with_free(free);
        if exit == 0 {
            break;
        }
        assert_eq!(exit, 6, "with {free} free:\n{err}");
        let error = &err[err.find("error: ").unwrap_or_default()..];
        assert!(error.contains('/'), "no path is named with {free} free:\n{err}");
        assert!(error.contains("next: free some space"), "with {free} free:\n{err}");
        eprintln!("with {free} free: {}", failed_stage(&err));
        stages.push(failed_stage(&err));
    }
    // Data are written while counting goes on, papers after it.
    for kind in [&["land"][..], &["measure", "render"]] {
        let is_among = |failed: &String| kind.contains(&failed.as_str());
        assert!(stages.iter().any(is_among), "none of {kind:?} failed: {stages:?}");
    }
}

/// Mounts a folder of the workspace so that nothing can be written to it.
const READ_ONLY: &str = r#"
mount --bind "$WORKSPACE/$FOLDER" "$WORKSPACE/$FOLDER"
mount -o remount,bind,ro "$WORKSPACE/$FOLDER"
exec "$PROGRAM" run --definitions "$DEFINITIONS" --workspace "$WORKSPACE"
"#;

#[test]
fn what_cannot_be_written_is_named() {
    for folder in ["publications", "runs", "landed", "."] {
        let workspace = prepared();
        change(&workspace, 1);
        let published = files(&workspace.path("publications"));
        let said = in_namespace(
            READ_ONLY,
            &[
                ("WORKSPACE", workspace.root().to_str().unwrap()),
                ("FOLDER", folder),
                ("PROGRAM", PROGRAM),
                ("DEFINITIONS", run()[2]),
            ],
        );
        let place = workspace.root().join(folder);
        let place = place.to_str().unwrap().trim_end_matches("/.");
        said.expect(6).tells(&[place, "next: give the account that runs this the right"]);
        assert!(files(&workspace.path("publications")) == published);
        workspace.run(&run()).expect(0);
        assert_eq!(workspace.remains(), Vec::<String>::new());
    }
}

#[test]
fn verify_names_what_is_changed_missing_and_extra() {
    let workspace = prepared();
    workspace.run(&["verify"]).expect(0);
    let paper = format!("publications/{}/exempt/bulletin.html", workspace.latest());
    let whole = workspace.read(&paper);

    workspace.append(&paper, " ");
    workspace.run(&["verify"]).expect(1).tells(&[
        "exempt/bulletin.html",
        "has other bytes",
        "next: ",
    ]);
    // A run does not say that a damaged publication is whole.
    workspace.run(&run()).expect(1).tells(&["exempt/bulletin.html", ".damaged"]);
    workspace.remove(&paper);
    workspace.run(&["verify"]).expect(1).tells(&["exempt/bulletin.html", "is missing", "next: "]);
    workspace.write(&paper, whole);
    let extra = format!("publications/{}/public/note.txt", workspace.latest());
    workspace.write(&extra, "");
    workspace.run(&["verify"]).expect(1).tells(&["public/note.txt", "not named", "next: "]);
    workspace.remove(&extra);
    workspace.run(&["verify"]).expect(0);

    // As the message says: set aside, it is made anew with the same bytes.
    workspace.append(&paper, " ");
    let latest = workspace.path("publications").join(workspace.latest());
    let aside = tempfile::tempdir().unwrap();
    copy(&latest, aside.path());
    fs::rename(&latest, format!("{}.damaged", latest.display())).unwrap();
    workspace.run(&run()).expect(0);
    let mut before = files(aside.path());
    let after = files(&latest);
    before.insert("exempt/bulletin.html".to_owned(), after["exempt/bulletin.html"].clone());
    assert!(before == after, "the publication made anew differs");
}

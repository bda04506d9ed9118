//! Files change; open pages hear of it.

use super::*;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The fastest a person would call at once.
const SOON: Duration = Duration::from_secs(1);

/// A site that shows the text of `content/a.md`.
fn watched(folders: &[&str], poll: bool) -> (TempDir, Running) {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("content")).expect("made");
    fs::write(dir.path().join("content/a.md"), "ett").expect("written");
    let running = watch(dir.path(), folders, poll);
    (dir, running)
}

fn watch(root: &Path, folders: &[&str], poll: bool) -> Running {
    let root = root.to_path_buf();
    let folders = folders.iter().map(|folder| root.join(folder)).collect();
    Running::start(folders, poll, move || {
        let text = fs::read(root.join("content/a.md")).unwrap_or_default();
        Arc::new(Fake::default().page("index.html", &String::from_utf8_lossy(&text)))
    })
}

#[test]
fn a_waiting_page_hears_of_a_change_within_a_second() {
    let (dir, running) = watched(&["content"], false);
    let version = running.version();
    assert!(running.get("/").body.contains("ett"));
    let (heard, took) = std::thread::scope(|scope| {
        let waiting = scope
            .spawn(|| (running.get(&format!("/__samverka/wait.js?since={version}&tab=x")), Instant::now()));
        std::thread::sleep(Duration::from_millis(300));
        assert!(!waiting.is_finished(), "it waits");
        let saved = Instant::now();
        fs::write(dir.path().join("content/a.md"), "två").expect("saved");
        let (heard, at) = waiting.join().expect("no panic");
        (heard, at - saved)
    });
    assert!(took < SOON, "{took:?}");
    assert_eq!(heard.header("Content-Type"), Some("text/javascript; charset=utf-8"));
    assert!(
        heard.body.starts_with("document.dispatchEvent(new CustomEvent(\"samverka:version\""),
        "{}",
        heard.body
    );
    assert!(!heard.body.contains(&version));
    assert!(running.get("/").body.contains("två"));
}

#[test]
fn an_editor_that_saves_by_rename_is_heard_every_time() {
    let (dir, running) = watched(&["content"], false);
    for text in ["två", "tre", "fyra"] {
        let (draft, file) = (dir.path().join("content/.a.md.swp"), dir.path().join("content/a.md"));
        fs::write(&draft, text).expect("written");
        fs::rename(&file, dir.path().join("content/a.md~")).expect("the old one is kept");
        fs::rename(&draft, &file).expect("renamed");
        running.reloaded(SOON);
        assert!(running.get("/").body.contains(text));
    }
}

#[test]
fn a_storm_of_saves_is_read_once_or_twice() {
    let (dir, running) = watched(&["content"], false);
    for n in 0..200 {
        fs::write(dir.path().join(format!("content/{}.md", n % 20)), format!("{n}")).expect("written");
    }
    running.reloaded(SOON);
    // The first file may have been seen alone, when the writer was held up right after it; the others never are.
    assert!(running.reloads(Duration::from_millis(400)) <= 1);
}

#[test]
fn an_editor_that_takes_its_time_between_two_steps_shows_no_hole() {
    let (dir, running) = watched(&["content"], false);
    let (file, draft) = (dir.path().join("content/a.md"), dir.path().join("content/.a.md.swp"));
    for text in ["två", "tre"] {
        fs::write(&draft, text).expect("written");
        fs::rename(&file, dir.path().join("content/a.md~")).expect("moved away");
        std::thread::sleep(Duration::from_millis(25));
        fs::rename(&draft, &file).expect("renamed");
        running.reloaded(SOON);
        assert!(running.get("/").body.contains(text));
        running.quiet(Duration::from_millis(300));
    }
}

#[test]
fn new_folders_and_their_files_are_heard() {
    let (dir, running) = watched(&["content"], false);
    fs::create_dir_all(dir.path().join("content/nytt/djupt")).expect("made");
    running.reloaded(SOON);
    running.settle();
    fs::write(dir.path().join("content/nytt/djupt/b.md"), "b").expect("written");
    running.reloaded(SOON);
    running.settle();
    fs::remove_file(dir.path().join("content/nytt/djupt/b.md")).expect("removed");
    running.reloaded(SOON);
}

#[test]
fn a_reading_that_stumbles_leaves_the_state_before_it() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("content")).expect("made");
    let file = dir.path().join("content/a.md");
    fs::write(&file, "ett").expect("written");
    let read = file.clone();
    let running = Running::start(vec![dir.path().join("content")], false, move || {
        let text = String::from_utf8_lossy(&fs::read(&read).unwrap_or_default()).into_owned();
        assert!(text != "snubbla", "a fault of ours");
        Arc::new(Fake::default().page("index.html", &text))
    });
    fs::write(&file, "snubbla").expect("written");
    running.quiet(Duration::from_millis(500));
    assert!(running.get("/").body.contains("ett"));
    fs::write(&file, "två").expect("written");
    running.reloaded(SOON);
    assert!(running.get("/").body.contains("två"));
}

#[test]
fn what_is_no_source_is_not_heard() {
    let (dir, running) = watched(&["content"], false);
    fs::create_dir(dir.path().join("public")).expect("made");
    for name in ["content/.a.md.swp", "content/a.md~", "content/_utkast.md", "public/index.html", "annat.txt"]
    {
        fs::write(dir.path().join(name), "x").expect("written");
    }
    let _ = fs::read(dir.path().join("content/a.md"));
    running.quiet(Duration::from_millis(500));
}

#[test]
fn a_folder_may_come_later_go_and_come_back() {
    let dir = tempfile::tempdir().expect("a folder");
    let running = watch(dir.path(), &["content", "themes/egen"], false);
    let file = dir.path().join("content/a.md");
    for text in ["ett", "två"] {
        fs::create_dir(dir.path().join("content")).expect("made");
        fs::write(&file, "…").expect("written");
        running.reloaded(SOON);
        running.settle();
        fs::write(&file, text).expect("written");
        running.reloaded(SOON);
        assert!(running.get("/").body.contains(text));
        running.settle();
        fs::remove_dir_all(dir.path().join("content")).expect("removed");
        running.reloaded(SOON);
        running.settle();
    }
    fs::create_dir_all(dir.path().join("themes/egen")).expect("made");
    running.reloaded(SOON);
    running.settle();
    fs::write(dir.path().join("themes/egen/a.css"), "p{}").expect("written");
    running.reloaded(SOON);
}

#[test]
fn a_folder_that_is_replaced_by_another_is_heard() {
    let (dir, running) = watched(&["content"], false);
    fs::create_dir(dir.path().join("other")).expect("made");
    fs::write(dir.path().join("other/a.md"), "två").expect("written");
    fs::rename(dir.path().join("content"), dir.path().join("old")).expect("moved");
    fs::rename(dir.path().join("other"), dir.path().join("content")).expect("moved");
    running.reloaded(SOON);
    running.settle();
    fs::write(dir.path().join("content/a.md"), "tre").expect("written");
    running.reloaded(SOON);
    assert!(running.get("/").body.contains("tre"));
}

#[test]
fn where_nobody_tells_us_we_look_every_second() {
    let (dir, running) = watched(&["content", "themes"], true);
    std::thread::sleep(Duration::from_millis(1100));
    fs::write(dir.path().join("content/a.md"), "två två").expect("written");
    running.reloaded(Duration::from_secs(4));
    assert!(running.get("/").body.contains("två två"));
    fs::create_dir(dir.path().join("themes")).expect("made");
    running.reloaded(Duration::from_secs(4));
    fs::write(dir.path().join("themes/a.css"), "p{}").expect("written");
    running.reloaded(Duration::from_secs(4));
}

#[test]
fn waiting_pages_do_not_keep_others_from_being_served() {
    let (dir, running) = watched(&["content"], false);
    let version = running.version();
    let path = |tab: &str| format!("/__samverka/wait.js?since={version}&tab={tab}");
    std::thread::scope(|scope| {
        let ask = |tab: usize| {
            scope.spawn({
                let (path, running) = (path(&tab.to_string()), &running);
                move || running.get(&path)
            })
        };
        let waiting: Vec<_> = (0..live::MAX_WAITING).map(ask).collect();
        std::thread::sleep(Duration::from_millis(300));
        let start = Instant::now();
        assert_eq!(running.get("/").status, 200);
        let crowded = running.get(&path("x"));
        assert!(crowded.body.contains("pause: 2000"), "one too many is told to come back: {}", crowded.body);
        assert!(start.elapsed() < SOON);
        fs::write(dir.path().join("content/a.md"), "två").expect("written");
        for page in waiting {
            assert!(!page.join().expect("no panic").body.contains(&version));
        }
    });
    assert!(!running.get(&path("x")).body.contains(&version), "there is room again");
}

#[test]
fn a_tab_that_asks_again_lets_go_of_what_it_asked_before() {
    let (_dir, running) = watched(&["content"], false);
    let path = format!("/__samverka/wait.js?since={}&tab=one", running.version());
    std::thread::scope(|scope| {
        let first = scope.spawn(|| running.get(&path));
        std::thread::sleep(Duration::from_millis(200));
        let second = scope.spawn(|| running.get(&path));
        assert!(
            first.join().expect("no panic").body.contains("pause: 2000"),
            "so that two tabs of one name do not race"
        );
        assert!(!second.is_finished());
        running.server.stop();
        assert_eq!(second.join().expect("no panic").status, 200);
    });
}

#[test]
fn stopping_wakes_those_who_wait() {
    let (_dir, running) = watched(&["content"], false);
    let path = format!("/__samverka/wait.js?since={}", running.version());
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| running.get(&path).status);
        std::thread::sleep(Duration::from_millis(200));
        let start = Instant::now();
        running.server.stop();
        assert_eq!(waiting.join().expect("no panic"), 200);
        assert!(start.elapsed() < SOON);
    });
}

#[test]
fn a_server_that_is_started_again_has_other_versions() {
    let first = live::Live::new();
    std::thread::sleep(Duration::from_millis(5));
    let second = live::Live::new();
    for live in [&first, &second] {
        live.show(Arc::new(Fake::default()));
    }
    let version = |live: &live::Live| live.now().map(|now| now.version);
    assert_ne!(version(&first), version(&second));
    let question = first.question("tab").expect("there is room");
    assert!(first.after("older", "tab", question, Duration::from_secs(9)).0.is_some(), "nothing to wait for");
}

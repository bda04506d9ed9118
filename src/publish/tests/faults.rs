//! A publishing is killed, cut off or out of room at every single change, and the site is looked at after each.

use super::memory::{Files, Harm};
use super::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Every file that is to be seen is whole, an old or a new one, and every page finds its parts and what it links to.
fn assert_whole(files: &Files, versions: &[Words], when: &str) {
    let seen = visible(files);
    for (path, content) in &seen {
        if path.starts_with("mine/") {
            assert_eq!(content, b"mine", "{when}: {path}");
            continue;
        }
        let text = std::str::from_utf8(content).expect("words");
        assert!(
            versions.iter().any(|site| site.contains(&(path.as_str(), text))),
            "{when}: {path} is half: {text}"
        );
        // Until the first page is there, nobody can follow a link.
        let follows = seen.contains_key("index.html");
        for part in text.split(' ').skip(1).filter(|part| follows || !part.contains(".html")) {
            assert!(seen.contains_key(part), "{when}: {path} lacks {part}");
        }
    }
}

fn with_mine(words: Words) -> Files {
    let mut all = bytes(words);
    all.insert("mine/note.html".to_owned(), b"mine".to_vec());
    all
}

/// Every kind of server, with what was there before.
fn servers(before: Option<Words>) -> Vec<Server> {
    let kinds = [(true, true, true), (true, true, false), (false, true, true), (true, false, true)];
    kinds
        .into_iter()
        .map(|(moves_over, moves, exclusive)| {
            let server = Server { moves_over, moves, exclusive, ..Server::new() };
            server.put("mine/note.html", "mine");
            if let Some(words) = before {
                publish(&mut server.target(None, &|_| {}), &bytes(words), Said::default())
                    .expect("published");
            }
            server
        })
        .collect()
}

/// How many kinds of servers there are.
const KINDS: usize = 4;

/// Publishes with a harm at every change in turn, until one gets through; and then once more, with nothing in the way.
fn at_every_change(before: Option<Words>, now: Words, next: Words, harm: Harm, count: &AtomicUsize) {
    for kind in 0..KINDS {
        for at in 0.. {
            let server = servers(before).remove(kind);
            let when = format!("{harm:?} at {at}, kind {kind}");
            // Where a file must be removed before another can take its name, there is a moment without.
            let looks = server.moves_over;
            let all = [before.unwrap_or(now), now, next];
            let look = |files: &Files| {
                if looks {
                    assert_whole(files, &all, &when);
                }
            };
            let said = Said { token: "first", ..Said::default() };
            let result = catch_unwind(AssertUnwindSafe(|| {
                publish(&mut server.target(Some((harm, at)), &look), &bytes(now), said)
            }));
            let through = server.state.lock().expect("a lock").changes <= at;
            assert!(at > 10 || !through, "{when}: it is met");
            match result {
                Err(_) => assert_eq!(harm, Harm::Kill, "{when}"),
                Ok(Ok(_)) => assert_eq!(server.visible(), with_mine(now), "{when}"),
                Ok(result) => {
                    let rule = match harm {
                        Harm::Full => "publish-full",
                        Harm::Drop => "publish-dropped",
                        Harm::Denied => "publish-denied",
                        Harm::Other => "publish-failed",
                        Harm::Kill | Harm::DropOnce => "",
                    };
                    assert_eq!(told(&result), [rule], "{when}");
                }
            }
            count.fetch_add(1, Ordering::Relaxed);
            // This computer remembers its own token, whatever happened.
            let said = Said { token: "second", earlier: Some("first"), ..Said::default() };
            let again = publish(&mut server.target(None, &look), &bytes(next), said);
            assert!(again.is_ok(), "{when}: {again:?}");
            assert_eq!(server.visible(), with_mine(next), "{when}");
            assert_eq!(server.own(), [".samverka-manifest.json"], "{when}: nothing is left behind");
            let third = publish(&mut server.target(None, &|_| {}), &bytes(next), Said::default());
            assert!(third.is_ok_and(|plan| plan.is_empty()), "{when}: the books are true");
            if through {
                break;
            }
        }
    }
}

#[test]
fn after_a_kill_at_any_change_the_site_is_whole_and_the_next_publishing_is_right() {
    let count = AtomicUsize::new(0);
    for next in [NEW, OLD, THIRD] {
        at_every_change(Some(OLD), NEW, next, Harm::Kill, &count);
    }
    at_every_change(None, OLD, OLD, Harm::Kill, &count);
    at_every_change(None, OLD, NEW, Harm::Kill, &count);
    assert!(count.into_inner() > 600);
}

#[test]
fn a_connection_that_is_lost_once_is_made_again() {
    let count = AtomicUsize::new(0);
    at_every_change(Some(OLD), NEW, NEW, Harm::DropOnce, &count);
    assert!(count.into_inner() > 100);
}

#[test]
fn a_connection_that_is_lost_for_good_is_told_and_the_next_publishing_goes_on() {
    let count = AtomicUsize::new(0);
    for next in [NEW, OLD, THIRD] {
        at_every_change(Some(OLD), NEW, next, Harm::Drop, &count);
    }
    assert!(count.into_inner() > 300);
}

#[test]
fn a_full_disk_is_told_and_the_next_publishing_goes_on() {
    let count = AtomicUsize::new(0);
    for next in [NEW, OLD] {
        at_every_change(Some(OLD), NEW, next, Harm::Full, &count);
    }
    assert!(count.into_inner() > 200);
}

#[test]
fn a_target_that_refuses_is_told_and_the_next_publishing_goes_on() {
    let count = AtomicUsize::new(0);
    for harm in [Harm::Denied, Harm::Other] {
        at_every_change(Some(OLD), NEW, NEW, harm, &count);
    }
    assert!(count.into_inner() > 200);
}

#[test]
fn what_was_sent_before_a_cut_is_not_sent_again() {
    let server = Server::new();
    let sent = |harm, token| {
        let said = Said { token, earlier: Some("first"), ..Said::default() };
        publish(&mut server.target(harm, &|_| {}), &bytes(OLD), said)
    };
    let all = OLD.len();
    let last = (0..4).find_map(|_| sent(Some((Harm::Drop, 40)), "first").ok());
    let last = last.expect("it got through at last").steps.len();
    assert!(last < all, "{last} of {all}");
}

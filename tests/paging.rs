//! Whatever grows with the notes is parted, and nothing is lost between the pages.

#![allow(clippy::expect_used, missing_docs)]

use jiff::civil::date;
use samverka::content::items::ItemKind;
use samverka::content::kind::Type;
use samverka::site::paging::ENTRIES;
use samverka::{Loaded, Memory, Route, site};
use std::fmt::Write as _;
use std::io::Write as _;

/// So many meetings with two decisions each.
fn world(meetings: usize) -> Memory {
    let mut world = Memory::new(date(2014, 5, 1));
    for n in 0..meetings {
        let (year, month, day) = (2000 + n / 28, n % 12 + 1, n % 28 + 1);
        let mut text = format!("---\ntitel: Möte {n}\nsammanfattning: Kort.\nbeslut:\n");
        for (part, state) in [(1, "Vi fortsätter"), (2, "Vi träffas igen")] {
            let _ = writeln!(text, "  - {{id: d{n}.{part}, text: {state} {n}.}}");
        }
        world.insert(
            format!("content/moten/{year}-{month:02}-{day:02}-mote-{n}.md"),
            format!("{text}---\n\nText.\n"),
        );
    }
    world
}

/// So many of each kind in a site where much happens in one month and in one municipality.
const MEETINGS: usize = 180;
const ORGANISATIONS: usize = 70;
const MATCHES: usize = 70;
const PAGES: usize = 160;
const LESSONS: usize = 60;

/// Words that no two texts have in common, so that they weigh what real ones do when they are compressed.
fn words(seed: usize, count: usize) -> String {
    let mut state = u64::try_from(seed).unwrap_or_default().wrapping_mul(2_654_435_761).wrapping_add(97);
    let mut word = || {
        let mut out = String::new();
        for _ in 0..4 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let syllables = [
                "ra", "de", "mö", "sam", "ver", "kan", "lig", "het", "for", "ning", "ko", "mmu", "nal", "ans",
            ];
            let place = usize::try_from(state >> 33).unwrap_or_default() % syllables.len();
            out.push_str(syllables.get(place).copied().unwrap_or_default());
        }
        out
    };
    (0..count).map(|_| word()).collect::<Vec<_>>().join(" ")
}

/// Some five hundred notes.
fn busy() -> Memory {
    let mut world = Memory::new(date(2014, 5, 1));
    let mut add = |path: String, text: String| world.insert(format!("content/{path}.md"), text);
    for n in 0..ORGANISATIONS {
        let (sector, what) = (["idéburen", "offentlig"][n % 2], words(n + 1_000, 9));
        let facts =
            format!("namn: Organisation {n} i länet\nsektor: {sector}\nstatus: deltar\nmandat: {what}");
        add(format!("organisationer/o-{n}"), format!("---\n{facts}\nkommuner: [Malmö]\n---\n\nText.\n"));
    }
    for n in 0..MEETINGS {
        // The first half is in April, most of the rest is still ahead.
        let day =
            if n < 120 { date(2014, 4, 1 + i8::try_from(n % 28).unwrap_or(0)) } else { date(2014, 6, 12) };
        let org = |k: usize| (n * 7 + k) % ORGANISATIONS;
        let mut text = format!(
            "---\ntitel: Möte {n} om {}\nkommun: Malmö\nsammanfattning: {}.\ntema: t-{}\n",
            words(n, 3),
            words(n + 2_000, 12),
            n % 12
        );
        let _ = writeln!(text, "inbjudna: [o-{}, o-{}]", org(0), org(1));
        if n < 120 {
            let _ = writeln!(text, "närvarande:\n  - {{organisation: o-{}, antal: {}}}", org(0), n % 9 + 1);
        }
        let _ = writeln!(text, "beslut:\n  - {{id: d{n}.1, text: {}.}}", words(n + 3_000, 9));
        text.push_str("åtgärder:\n");
        for k in 2..5 {
            let _ = writeln!(
                text,
                "  - {{id: d{n}.{k}, text: {}., ansvarig: o-{}, senast: 2014-04-{:02}}}",
                words(n * k + 4_000, 8),
                org(k) % 9,
                10 + k
            );
        }
        add(format!("moten/{day}-mote-{n}"), format!("{text}---\n\nText.\n"));
    }
    for n in 0..MATCHES {
        for (folder, seed) in [("behov", 5_000), ("erbjudanden", 6_000)] {
            let facts = format!(
                "titel: {folder} {n} {}\ntext: {}.\norganisation: o-{n}\ntema: t-{}\nkommuner: [Malmö]\nmålgrupp: Unga",
                words(n + seed, 2),
                words(n + seed + 500, 9),
                n % 12
            );
            add(format!("{folder}/m-{n}"), format!("---\n{facts}\n---\n\nText.\n"));
        }
    }
    for n in 0..30 {
        add(format!("moten/utan-dag-{n}"), format!("# Möte utan dag {n}\n\nText.\n"));
    }
    for n in 0..LESSONS {
        let facts = format!(
            "titel: Lärdom {n} av andra\nprojekt: P\nlärdom: {}.\ntema: t-{}",
            words(n + 8_000, 9),
            n % 12
        );
        add(format!("larande/l-{n}"), format!("---\n{facts}\n---\n\nText.\n"));
    }
    for n in 0..12 {
        add(format!("teman/t-{n}"), format!("# Tema {n}\n\nText.\n"));
    }
    for n in 0..PAGES {
        add(format!("sidor/s-{n}"), format!("# Sida {n} om {}\n\nText.\n", words(n + 7_000, 3)));
    }
    let links = "[en grupp](../atgarder.html#g-owners), [ett år](../moten/#g-2014), [en dag](../kalender/2014-04.html#d-28), \
        [en bokstav](../a-o.html#g-m), [början](../atgarder.html#g-overdue)";
    add("sidor/stigar".into(), format!("# Stigar\n\n{links}.\n"));
    world
}

fn pages(loaded: &Loaded, world: &Memory, list: &Route) -> Vec<(String, String)> {
    let all = loaded.site.pages_of(list);
    let route = |n| if n == 1 { list.clone() } else { Route::More(Box::new(list.clone()), n) };
    let page = |n: usize| {
        let route = route(n);
        let address = loaded.site.routes.address(&route).expect("an address").into_owned();
        assert_eq!(loaded.site.routes.find(&address).as_ref(), Some(&route), "{address}");
        let bytes = loaded.renderer(world).render(&address, &route).expect("a page");
        (address, String::from_utf8(bytes).expect("text"))
    };
    assert_eq!(loaded.site.routes.address(&route(all + 1)), None);
    (1..=all).map(page).collect()
}

#[test]
fn every_entry_is_on_one_page_and_every_page_leads_to_the_others() {
    let count = 2 * ENTRIES + 7;
    let world = world(count);
    let loaded = samverka::load(&world, site::Options::default());
    for (list, pieces) in [
        (Route::List(Type::Meeting), (0..count).map(|n| format!(">Möte\u{a0}{n}</a>")).collect::<Vec<_>>()),
        (
            Route::Register(ItemKind::Decision),
            (0..count)
                .flat_map(|n| [format!("Vi fortsätter {n}."), format!("Vi träffas igen {n}.")])
                .collect(),
        ),
    ] {
        let pages = pages(&loaded, &world, &list);
        assert_eq!(pages.len(), pieces.len().div_ceil(ENTRIES));
        let main = |html: &str| {
            html[html.find("<main").expect("main")..html.find("</main>").expect("main")].to_owned()
        };
        let mains: Vec<String> = pages.iter().map(|(_, html)| main(html)).collect();
        for piece in &pieces {
            assert_eq!(mains.iter().filter(|main| main.contains(piece.as_str())).count(), 1, "{piece}");
        }
        for (n, html) in mains.iter().enumerate() {
            assert!(html.contains("<nav aria-label=\"Listans sidor\" class=\"pager\">"), "{html}");
            let own = format!("aria-current=\"page\">Sida {} av {}</a>", n + 1, pages.len());
            assert!(html.contains(&own), "{own}: {html}");
            for other in [1, pages.len(), (n + 2).min(pages.len())] {
                assert!(html.contains(&format!("Sida {other} av {}</a>", pages.len())), "{n}: {other}");
            }
        }
        let titles: Vec<&str> =
            pages.iter().filter_map(|(_, html)| html.split("<title>").nth(1)?.split('<').next()).collect();
        assert!(
            titles.iter().all(|title| titles.iter().filter(|other| other == &title).count() == 1),
            "{titles:?}"
        );
        assert!(titles.get(1).is_some_and(|title| title.contains(", sida 2")), "{titles:?}");
    }
    let map = loaded.renderer(&world).render("sitemap.xml", &Route::Sitemap).expect("a map");
    assert!(map.is_empty() || String::from_utf8_lossy(&map).contains("index.2.html"));
}

/// What is within `<main>` of each page of a list.
fn mains(loaded: &Loaded, world: &Memory, list: &Route) -> Vec<String> {
    let main =
        |html: &str| html[html.find("<main").expect("main")..html.find("</main>").expect("main")].to_owned();
    pages(loaded, world, list).iter().map(|(_, html)| main(html)).collect()
}

fn gzipped(bytes: &[u8]) -> usize {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    out.write_all(bytes).expect("written");
    out.finish().expect("packed").len()
}

/// Ten packets, which a server sends before it waits for an answer.
const TEN_PACKETS: usize = 14_336;

#[test]
fn no_page_grows_with_the_notes_but_those_that_are_collected_to_be_printed() {
    let world = busy();
    let loaded = samverka::load(&world, site::Options::default());
    assert_eq!(loaded.site.of_type(Type::Meeting).len(), MEETINGS + 30);
    let renderer = loaded.renderer(&world);
    let mut heavy = Vec::new();
    for (address, route) in loaded.site.routes.listed() {
        if !route.is_page() || matches!(route, Route::Whole(_)) {
            continue;
        }
        let html = renderer.render(address, route).expect("a page");
        let size = gzipped(&html);
        if size > TEN_PACKETS {
            heavy.push((size, address));
        }
    }
    heavy.sort();
    assert!(heavy.is_empty(), "{heavy:?}");
}

#[test]
fn overviews_are_parted_and_nothing_is_lost() {
    let world = busy();
    let loaded = samverka::load(&world, site::Options::default());
    let all = |count: usize, piece: &dyn Fn(usize) -> String| (0..count).map(piece).collect::<Vec<String>>();
    let meeting = |n: usize| format!(">Möte\u{a0}{n} om");
    for (list, pieces) in [
        (Route::Alphabet, all(MEETINGS, &meeting)),
        (Route::Alphabet, all(PAGES, &|n| format!(">Sida\u{a0}{n} om"))),
        (Route::SiteMap, all(PAGES, &|n| format!(">Sida\u{a0}{n} om"))),
        (
            Route::Feedback,
            all(120, &|n| {
                format!("<th scope=\"row\"><a href=\"../moten/2014-04-{:02}-mote-{n}.html\"", n % 28 + 1)
            }),
        ),
        (
            Route::Feedback,
            all(ORGANISATIONS, &|n| format!("<th scope=\"row\"><a href=\"../organisationer/o-{n}.html\"")),
        ),
        (Route::Matching, all(MATCHES, &|n| format!("<h3><a href=\"behov/m-{n}.html\""))),
        (Route::Matching, all(MATCHES, &|n| format!("<h3><a href=\"erbjudanden/m-{n}.html\""))),
        (Route::List(Type::Need), all(MATCHES, &|n| format!("<h3><a href=\"m-{n}.html\""))),
        (Route::List(Type::Organisation), all(ORGANISATIONS, &|n| format!("<h3><a href=\"o-{n}.html\""))),
        (Route::List(Type::Lesson), all(LESSONS, &|n| format!(">Lärdom\u{a0}{n} av"))),
        (Route::WhoDoesWhat, all(ORGANISATIONS, &|n| format!(">Organisation\u{a0}{n} i länet</a></h3>"))),
        (Route::Balance, all(120, &meeting)),
        (Route::Month(2014, 4), all(120, &meeting)),
        (Route::Municipality("Malmö"), all(MEETINGS, &meeting)),
    ] {
        let mains = mains(&loaded, &world, &list);
        assert!(mains.len() > 1, "{list:?}");
        for piece in pieces {
            assert_eq!(mains.iter().filter(|main| main.contains(&piece)).count(), 1, "{list:?}: {piece}");
        }
    }
}

#[test]
fn a_list_that_fits_is_one_page() {
    let world = world(ENTRIES);
    let loaded = samverka::load(&world, site::Options::default());
    let pages = pages(&loaded, &world, &Route::List(Type::Meeting));
    assert_eq!(pages.len(), 1);
    assert!(
        pages.iter().all(|(address, html)| address == "moten/index.html" && !html.contains("Listans sidor"))
    );
}

/// The page at an address.
fn at(loaded: &Loaded, world: &Memory, address: &str) -> String {
    let route = loaded.site.routes.find(address).expect(address);
    String::from_utf8(loaded.renderer(world).render(address, &route).expect("a page")).expect("text")
}

fn holds(html: &str, pieces: &[&str]) {
    for piece in pieces {
        let title = html.split("<title>").nth(1).and_then(|rest| rest.split('<').next());
        assert!(html.contains(piece), "{title:?} does not hold {piece}");
    }
}

#[test]
fn letters_have_pages_of_their_own() {
    let world = busy();
    let loaded = samverka::load(&world, site::Options::default());
    let first = at(&loaded, &world, "a-o.html");
    // There are more meetings than fit one page, and nothing but a page of ours begins with a K or a V.
    holds(&first, &["<h1>A–Ö</h1>", "<a href=\"a-o.m.html#g-m\">M</a>", "<a href=\"a-o.t.html#g-v\">V</a>"]);
    let second = at(&loaded, &world, "a-o.m.2.html");
    holds(
        &second,
        &[
            "<h1>A–Ö: M, sida\u{a0}2</h1>",
            "<li><a href=\"a-o.html\">A–Ö</a></li>",
            "<a href=\"a-o.m.html#g-m\" aria-current=\"true\">M</a>",
            "<a href=\"a-o.m.2.html\" aria-current=\"page\">Sida 2 av 2</a>",
        ],
    );
    holds(&at(&loaded, &world, "a-o.t.html"), &["<h2 id=\"g-v\">V</h2>", ">Vem gör vad</a>"]);
    // What the theme names stands in its order with the rest.
    assert!(!second.contains(">Matchning</a>") && !second.contains(">Malmö</a>"));
}

#[test]
fn a_place_in_a_list_is_found_on_the_page_that_it_moved_to() {
    let world = busy();
    let loaded = samverka::load(&world, site::Options::default());
    let page_of = |list: &Route, anchor: &str| loaded.site.parted(list).page_of(anchor).expect(anchor);
    let owners = page_of(&Route::Register(ItemKind::Action), "g-owners");
    let day = page_of(&Route::Month(2014, 4), "d-28");
    assert!(owners > 1 && day > 1);
    holds(
        &at(&loaded, &world, "stigar.html"),
        &[
            &format!("<a href=\"atgarder.{owners}.html#g-owners\">"),
            "<a href=\"moten/index.html#g-2014\">",
            &format!("<a href=\"kalender/2014-04.{day}.html#d-28\">"),
            "<a href=\"a-o.m.html#g-m\">",
            "<a href=\"atgarder.html#g-overdue\">",
        ],
    );
    // The table of a month leads to all its days from each of its pages.
    let month = at(&loaded, &world, "kalender/2014-04.2.html");
    holds(&month, &[&format!("<a href=\"2014-04.{day}.html#d-28\">28"), "<a href=\"2014-04.html#d-1\">1<"]);
    holds(
        &month,
        &["<a href=\"2014-04.html\">April 2014</a>", "<h1>Kalender: april\u{a0}2014, sida\u{a0}2</h1>"],
    );
}

#[test]
fn what_is_shortened_says_where_the_rest_is() {
    let world = busy();
    let loaded = samverka::load(&world, site::Options::default());
    let calendar = at(&loaded, &world, "kalender/index.html");
    holds(&calendar, &["<p><a href=\"2014-06.html#d-12\">Allt från och med 12 juni 2014</a></p>"]);
    let undated = loaded.site.parted(&Route::List(Type::Meeting)).page_of("g-undated").expect("a page");
    holds(
        &calendar,
        &[&format!("<a href=\"../moten/index.{undated}.html#g-undated\">Alla möten, år för år</a>")],
    );
    let map = at(&loaded, &world, "webbplatskarta.html");
    holds(
        &map,
        &[
            "<a href=\"#g-meetings\">Möten (210)</a>",
            "<a href=\"moten/index.html\">Alla möten, år för år</a> <span class=\"soft\">210 texter</span>",
            "<a href=\"moten/index.html#g-2014\">Möten: 2014</a> <span class=\"soft\">180 texter</span>",
            "<a href=\"behov/index.html#g-b\">Behov: B</a> <span class=\"soft\">70 texter</span>",
        ],
    );
    let who = at(&loaded, &world, "vem-gor-vad.html");
    holds(&who, &["åtgärder till: Organisation\u{a0}", "#r-to-do\""]);
}

#[test]
fn what_fits_a_page_is_not_shortened() {
    let mut world = Memory::new(date(2014, 5, 1));
    for n in 0..30 {
        let todo = format!("{{id: d{n}.1, text: Ring {n}., ansvarig: Projektledare}}");
        let text = format!("---\ntitel: Möte {n} framåt\nåtgärder:\n  - {todo}\n---\n\nText.\n");
        world.insert(format!("content/moten/2014-06-{:02}-mote-{n}.md", n % 30 + 1), text);
    }
    world.insert("content/organisationer/o.md", "---\nnamn: O\nsektor: annan\n---\n\nText.\n");
    let loaded = samverka::load(&world, site::Options::default());
    let (calendar, who) =
        (at(&loaded, &world, "kalender/index.html"), at(&loaded, &world, "vem-gor-vad.html"));
    for n in 0..30 {
        holds(&calendar, &[&format!(">Möte\u{a0}{n} framåt</a></h3>")]);
        holds(&who, &[&format!("Ring {n}.")]);
    }
    assert!(!calendar.contains("Allt från och med") && !who.contains("åtgärder till"));
}

#[test]
fn events_that_will_not_be_are_led_on_to_as_well() {
    let mut world = Memory::new(date(2014, 5, 1));
    for n in 0..60 {
        let text = format!("---\ntitel: Möte {n}\nläge: inställt\n---\n\nText.\n");
        world.insert(format!("content/moten/2014-06-{:02}-mote-{n}.md", n % 30 + 1), text);
    }
    let loaded = samverka::load(&world, site::Options::default());
    let calendar = at(&loaded, &world, "kalender/index.html");
    holds(&calendar, &["\">Allt från och med ", "<a href=\"2014-06."]);
}

#[test]
fn each_page_on_feedback_leads_to_all_groups() {
    let world = busy();
    let loaded = samverka::load(&world, site::Options::default());
    let pages = pages(&loaded, &world, &Route::Feedback);
    assert!(pages.len() > 1);
    for (address, html) in pages {
        for id in ["g-events", "g-matrix", "g-sectors", "g-sheets"] {
            let there = html.contains(&format!(" id=\"{id}\""));
            let here = html.contains(&format!("href=\"#{id}\""));
            let elsewhere = html.contains(&format!("index.html#{id}\""));
            assert!(if there { here } else { elsewhere }, "{address}: {id}");
        }
    }
}

//! Lists that grow with each meeting are parted, and nothing is lost between their pages.

#![allow(clippy::expect_used, missing_docs)]

use jiff::civil::date;
use samverka::content::items::ItemKind;
use samverka::content::kind::Type;
use samverka::site::paging::ENTRIES;
use samverka::{Loaded, Memory, Route, site};
use std::fmt::Write as _;

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

//! `samverka publish` as a person runs it: to a folder and to a zip file, and what stops it. Servers are tried by
//! `tests/publish/`.

// A test may fail loudly.
#![allow(clippy::expect_used)]

mod common;

use common::{code, err, files, folder, out, samverka, write};
use std::path::Path;
use std::process::Output;

const SITE: &str = "projekt: {namn: Rådet, ägare: En förening, kontakt: {roll: P, e-post: info@exempel.se}, programperiod: \"2014\", start: 2014-01-01, slut: 2014-12-31, kommuner: [Bjuv], personuppgiftsansvarig: F, gallras: 2020-01-01}\n\
    webbplats: {tillgänglighet: {status: helt, bedömd: 2014-01-01, metod: Egen, kontakt_väg: a@b.se}}\n\
    publicering:\n  - {namn: usb, typ: mapp, sökväg: ../usb/webb}\n  - {namn: fil, typ: zip, sökväg: ut/sajt.zip}\n  - {namn: inne, typ: mapp, sökväg: content}\n";

fn site(folder: &Path) {
    write(folder, "sajt/content/site.yaml", SITE);
    write(
        folder,
        "sajt/content/sidor/om.md",
        "# Om oss\n\nVi är ett råd.\n\n![En karta över Bjuv](karta.svg)\n",
    );
    write(folder, "sajt/content/sidor/karta.svg", "<svg viewBox=\"0 0 3 2\"></svg>");
}

fn publish(folder: &Path, target: &str, options: &[&str]) -> Output {
    let mut words = vec!["publish", target, "--source", "sajt", "--lang", "sv", "--today", "2014-05-01"];
    words.extend(options);
    samverka(folder, &words)
}

fn visible(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = files(folder).into_iter().map(|(name, _)| name).collect();
    names.retain(|name| !name.starts_with(".samverka-"));
    names.sort();
    names
}

#[test]
fn to_a_folder_what_has_changed_and_nothing_else() {
    let dir = folder();
    let usb = dir.path().join("usb/webb");
    site(dir.path());
    write(dir.path(), "usb/webb/mitt.txt", "mitt");
    let unsaid = publish(dir.path(), "usb", &[]);
    assert!(code(&unsaid) == 1 && err(&unsaid).contains("samverka publish usb --yes"), "{}", err(&unsaid));
    assert_eq!(visible(&usb), ["mitt.txt"]);
    let first = publish(dir.path(), "usb", &["--yes"]);
    assert_eq!(code(&first), 0, "{}{}", out(&first), err(&first));
    let built =
        samverka(dir.path(), &["build", "--source", "sajt", "--output", "ut", "--today", "2014-05-01"]);
    assert_eq!(code(&built), 0);
    let mut expected = visible(&dir.path().join("ut"));
    for name in &expected {
        let bytes = |root: &Path| std::fs::read(root.join(name)).expect("read");
        assert_eq!(bytes(&usb), bytes(&dir.path().join("ut")), "{name}");
    }
    expected.push("mitt.txt".to_owned());
    expected.sort();
    assert_eq!(visible(&usb), expected);
    let again = publish(dir.path(), "usb", &["--yes"]);
    assert!(err(&again).contains("Inget behöver sändas"), "{}", err(&again));
    write(dir.path(), "sajt/content/sidor/nytt.md", "# Nytt\n\nText.\n");
    std::fs::remove_file(dir.path().join("sajt/content/sidor/om.md")).expect("removed");
    let dry = publish(dir.path(), "usb", &["--dry-run"]);
    assert!(out(&dry).contains("ny: nytt.html") && out(&dry).contains("tas bort: om.html"), "{}", out(&dry));
    let dry = publish(dir.path(), "usb", &["--dry-run", "--format", "json"]);
    let plan: serde_json::Value = serde_json::from_str(&out(&dry)).expect("JSON");
    assert_eq!((&plan["target"], &plan["done"]), (&"usb".into(), &false.into()));
    assert!(plan["new"].as_array().is_some_and(|new| new.contains(&"nytt.html".into())), "{plan}");
    assert_eq!(visible(&usb), expected, "nothing was sent");
    let second = publish(dir.path(), "usb", &["--yes"]);
    assert_eq!(code(&second), 0, "{}{}", out(&second), err(&second));
    assert!(usb.join("nytt.html").exists() && !usb.join("om.html").exists() && usb.join("mitt.txt").exists());
    let left: Vec<_> =
        files(dir.path()).into_iter().filter(|(name, _)| name.contains(".samverka-publish")).collect();
    assert!(left.is_empty(), "the token is forgotten");
}

#[test]
fn to_a_zip_file_that_is_never_somebody_elses() {
    let dir = folder();
    site(dir.path());
    let dry = publish(dir.path(), "fil", &["--dry-run"]);
    assert!(err(&dry).contains("Inget är skrivet") && !dir.path().join("sajt/ut").exists(), "{}", err(&dry));
    let first = publish(dir.path(), "fil", &["--yes"]);
    assert_eq!(code(&first), 0, "{}{}", out(&first), err(&first));
    let zip = dir.path().join("sajt/ut/sajt.zip");
    let bytes = std::fs::read(&zip).expect("read");
    assert!(bytes.starts_with(b"PK") && bytes.len() > 10_000);
    assert_eq!(code(&publish(dir.path(), "fil", &["--yes"])), 0);
    assert_eq!(std::fs::read(&zip).expect("read"), bytes, "the same bytes");
    write(dir.path(), "sajt/ut/sajt.zip", "mitt");
    let foreign = publish(dir.path(), "fil", &["--yes"]);
    assert!(code(&foreign) == 1 && out(&foreign).contains("output-foreign"), "{}", out(&foreign));
    assert_eq!(std::fs::read(&zip).expect("read"), b"mitt");
}

#[test]
#[cfg(feature = "pdf")]
fn what_a_build_has_typeset_is_not_typeset_again_to_be_sent() {
    let dir = folder();
    site(dir.path());
    let root = dir.path().join("sajt");
    let build = samverka(&root, &["build", "--today", "2014-05-01"]);
    assert_eq!(code(&build), 0, "{}", out(&build));
    let typeset = || {
        let entries =
            std::fs::read_dir(root.join(".samverka-cache")).expect("a folder").map(|e| e.expect("an entry"));
        let files = entries.filter(|entry| entry.file_name().len() == 64);
        let mut files: Vec<_> = files
            .map(|entry| (entry.file_name(), entry.metadata().expect("facts").modified().expect("a time")))
            .collect();
        files.sort();
        files
    };
    let before = typeset();
    assert!(!before.is_empty());
    assert_eq!(code(&publish(dir.path(), "fil", &["--yes"])), 0);
    assert_eq!(typeset(), before, "none is made anew, none is thrown away");
    assert!(root.join(".samverka-cache/builds").is_dir(), "the next build knows of the last");
}

#[test]
fn what_stops_a_publishing_whatever_the_target() {
    const PERSON: &str = "- id: ledare\n  roll: Projektledare\n  namn: Anna Andersson\n  samtycke: {grund: samtycke, omfattar: [namn], datum: 2014-01-15";
    let dir = folder();
    site(dir.path());
    let stops = |rule: &str, options: &[&str]| {
        let done = publish(dir.path(), "usb", options);
        assert!(code(&done) != 0 && out(&done).contains(rule), "{rule}: {}{}", out(&done), err(&done));
        assert!(!dir.path().join("usb").exists(), "{rule}");
    };
    let mut servers = SITE.to_owned();
    servers.push_str("  - {namn: a, typ: sftp, värd: x.exempel.se, användare: y, nyckelfil: finns-inte}\n");
    servers.push_str("  - {namn: b, typ: sftp, värd: \"sftp://x.exempel.se\", användare: y}\n");
    write(dir.path(), "sajt/content/site.yaml", &servers);
    let faulty = publish(dir.path(), "b", &["--yes"]);
    assert!(code(&faulty) == 2 && out(&faulty).contains("field-invalid"), "{}", out(&faulty));
    assert!(!out(&faulty).contains("publish-target-unknown"), "it is there: {}", out(&faulty));
    let servers = servers.replace("sftp://", "");
    write(dir.path(), "sajt/content/site.yaml", &servers);
    let keyless = publish(dir.path(), "a", &["--yes"]);
    assert!(code(&keyless) == 2 && out(&keyless).contains("publish-key-file-missing"), "{}", out(&keyless));
    write(dir.path(), "sajt/content/site.yaml", SITE);
    let unknown = publish(dir.path(), "webben", &["--yes"]);
    assert!(code(&unknown) == 2 && out(&unknown).contains("publish-target-unknown"), "{}", out(&unknown));
    assert!(out(&unknown).contains("Målen är: usb, fil, inne"), "{}", out(&unknown));
    let inside = publish(dir.path(), "inne", &["--yes"]);
    assert!(code(&inside) == 2 && out(&inside).contains("output-is-source"), "{}", out(&inside));
    write(dir.path(), "sajt/content/sidor/fel.md", "# Fel\n\n![](karta.svg)\n");
    stops("image-alt-missing", &["--yes"]);
    write(dir.path(), "sajt/content/sidor/fel.md", "# Fel\n\nAnna Andersson talade.\n");
    write(dir.path(), "sajt/content/personer.yaml", &format!("{PERSON}, återkallat: 2014-04-30}}\n"));
    stops("publish-personal-data", &["--yes"]);
    write(dir.path(), "sajt/content/personer.yaml", &format!("{PERSON}}}\n"));
    let late = samverka(
        dir.path(),
        &["publish", "usb", "--source", "sajt", "--lang", "sv", "--today", "2020-01-02", "--yes"],
    );
    assert!(out(&late).contains("personuppgifterna skulle ha gallrats"), "{}", out(&late));
    assert!(!dir.path().join("usb").exists());
    let good = publish(dir.path(), "usb", &["--yes"]);
    assert_eq!(code(&good), 0, "{}{}", out(&good), err(&good));
}

#[test]
fn a_password_in_the_sites_file_stops_all_and_is_shown_by_no_command() {
    let dir = folder();
    site(dir.path());
    let with = SITE
        .replace("typ: mapp, sökväg: ../usb/webb", "typ: mapp, sökväg: ../usb/webb, lösenord: hemligt-ord");
    write(dir.path(), "sajt/content/site.yaml", &with);
    for format in ["text", "json", "sarif", "github"] {
        for command in [&["check"][..], &["build"], &["publish", "usb", "--yes"]] {
            let mut words = command.to_vec();
            words.extend(["--source", "sajt", "--today", "2014-05-01", "--format", format]);
            let done = samverka(dir.path(), &words);
            let said = out(&done) + &err(&done);
            assert!(code(&done) == 1 && said.contains("publish-secret-in-file"), "{said}");
            assert!(!said.contains("hemligt-ord"), "{said}");
        }
    }
}

#[test]
fn a_file_of_somebody_elses_and_many_removals_are_told() {
    let dir = folder();
    site(dir.path());
    write(dir.path(), "usb/webb/om.html", "mitt");
    let foreign = publish(dir.path(), "usb", &["--yes"]);
    assert!(code(&foreign) == 1 && out(&foreign).contains("om.html finns redan på usb"), "{}", out(&foreign));
    assert_eq!(files(&dir.path().join("usb")).len(), 1, "nothing was sent");
    std::fs::remove_file(dir.path().join("usb/webb/om.html")).expect("moved away, as the finding says");
    for n in 0..40 {
        write(dir.path(), &format!("sajt/content/sidor/s{n}.md"), &format!("# Sida {n}\n\nText om {n}.\n"));
    }
    assert_eq!(code(&publish(dir.path(), "usb", &["--yes"])), 0);
    for n in 0..40 {
        std::fs::remove_file(dir.path().join(format!("sajt/content/sidor/s{n}.md"))).expect("removed");
    }
    let much = publish(dir.path(), "usb", &["--yes"]);
    assert!(code(&much) == 1 && out(&much).contains("publish-removals"), "{}{}", out(&much), err(&much));
    assert!(dir.path().join("usb/webb/s1.html").exists());
    assert_eq!(code(&publish(dir.path(), "usb", &["--yes", "--allow-removals"])), 0);
    assert!(!dir.path().join("usb/webb/s1.html").exists());
}

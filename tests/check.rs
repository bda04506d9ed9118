//! `samverka check` and `explain`: how findings are told to people and to programs, and what is repaired.

// A test may fail loudly.
#![allow(clippy::expect_used)]

mod common;

use common::{code, err, files, folder, out, read, samverka, write};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Faults of each severity: with and without a place, on one line and on several, with letters beyond ASCII before them.
fn site(dir: &Path) {
    write(
        dir,
        "content/sidor/om oss.md",
        "# Om\n\nÅsa ser [kartan](karta.md): 100 %.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    );
    write(
        dir,
        "content/moten/2014-03-12-a.md",
        "---\ntitel: \"Ett\"\nort: Lund: Malmö\n---\n#Bakgrund\n\nSe [bilden] (bild.png).\n",
    );
}

fn json(output: &std::process::Output) -> Value {
    serde_json::from_str(&out(output)).expect("JSON")
}

/// A small validator for the part of JSON Schema (draft 4) that the schema of SARIF uses. A word that it does not know makes
/// it fail, so that nothing is passed over.
fn validate(value: &Value, schema: &Value, root: &Value, at: &str, wrong: &mut Vec<String>) {
    let map = schema.as_object().expect("a schema");
    if let Some(target) = map.get("$ref").and_then(Value::as_str) {
        let target = target.strip_prefix('#').expect("a local reference");
        return validate(value, root.pointer(target).expect("its target"), root, at, wrong);
    }
    let mut must = |holds: bool, word: &str| {
        if !holds {
            wrong.push(format!("{at}: {word}"));
        }
    };
    for (word, asked) in map {
        match word.as_str() {
            "type" => {
                let types = asked.as_array().cloned().unwrap_or_else(|| vec![asked.clone()]);
                must(types.iter().any(|one| is_of(value, one.as_str().expect("a type"))), word);
            }
            "enum" => must(asked.as_array().expect("choices").contains(value), word),
            "minimum" => must(value.as_f64() >= asked.as_f64(), word),
            "maximum" => must(value.as_f64() <= asked.as_f64(), word),
            "minItems" => must(
                value.as_array().map(Vec::len) >= asked.as_u64().map(|n| usize::try_from(n).expect("small")),
                word,
            ),
            "uniqueItems" => {
                let items = value.as_array().expect("a list");
                let unique = items.iter().enumerate().all(|(i, item)| !items[..i].contains(item));
                must(unique || asked == &Value::Bool(false), word);
            }
            "required" => {
                let names = asked.as_array().expect("names");
                must(names.iter().all(|name| value.get(name.as_str().expect("a name")).is_some()), word);
            }
            "pattern" => {
                let pattern = regex::Regex::new(asked.as_str().expect("a pattern")).expect("a pattern");
                must(pattern.is_match(value.as_str().expect("a text")), word);
            }
            // `anyOf` and `oneOf` ask only which of several properties are there; formats are tested by what we write.
            "properties"
            | "additionalProperties"
            | "items"
            | "anyOf"
            | "oneOf"
            | "$schema"
            | "id"
            | "title"
            | "description"
            | "default"
            | "definitions"
            | "format" => {}
            other => unreachable!("{other}"),
        }
    }
    for word in ["anyOf", "oneOf"] {
        if let Some(choices) = map.get(word).and_then(Value::as_array) {
            let fits = choices.iter().filter(|choice| {
                let mut told = Vec::new();
                validate(value, choice, root, at, &mut told);
                told.is_empty()
            });
            let count = fits.count();
            if count == 0 || (word == "oneOf" && count > 1) {
                wrong.push(format!("{at}: {word}"));
            }
        }
    }
    let properties = map.get("properties").and_then(Value::as_object);
    for (key, inner) in value.as_object().into_iter().flatten() {
        let at = format!("{at}/{key}");
        match (properties.and_then(|known| known.get(key)), map.get("additionalProperties")) {
            (None, Some(Value::Bool(false))) => wrong.push(format!("{at}: unknown")),
            (Some(schema), _) | (None, Some(schema @ Value::Object(_))) => {
                validate(inner, schema, root, &at, wrong);
            }
            (None, _) => {}
        }
    }
    if let (Some(items), Some(schema)) = (value.as_array(), map.get("items")) {
        for (i, item) in items.iter().enumerate() {
            validate(item, schema, root, &format!("{at}/{i}"), wrong);
        }
    }
}

/// Whether a value is of a type of JSON Schema.
fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => unreachable!("{other}"),
    }
}

#[test]
fn sarif_is_what_its_schema_says() {
    let text = include_str!("schemas/sarif-schema-2.1.0.json");
    let schema: Value = serde_json::from_str(text).expect("the schema");
    let dir = folder();
    site(dir.path());
    for lang in ["sv", "en"] {
        let checked = samverka(dir.path(), &["check", "--format", "sarif", "--lang", lang]);
        assert_eq!(code(&checked), 1);
        let log = json(&checked);
        let mut wrong = Vec::new();
        validate(&log, &schema, &schema, "", &mut wrong);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    // The validator finds what is wrong.
    let mut log = json(&samverka(dir.path(), &["check", "--format", "sarif"]));
    log["runs"][0]["results"][0]["level"] = "advice".into();
    log["runs"][0]["tool"]["driver"]["rulez"] = Value::Null;
    log["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into();
    let mut wrong = Vec::new();
    validate(&log, &schema, &schema, "", &mut wrong);
    assert_eq!(wrong.len(), 3, "{wrong:#?}");
}

#[test]
fn sarif_tells_where_how_much_and_what_to_change() {
    let dir = folder();
    site(dir.path());
    let log = json(&samverka(dir.path(), &["check", "--format", "sarif", "--lang", "sv"]));
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    let of = |rule: &str| results.iter().find(|result| result["ruleId"] == rule).expect("a result");
    let broken = of("link-broken");
    let place = &broken["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/sidor/om%20oss.md");
    assert_eq!(
        place["region"],
        serde_json::json!({"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 27})
    );
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!((&broken["level"], &of("table-no-caption")["level"]), (&"error".into(), &"warning".into()));
    assert_eq!(of("site-file-missing")["level"], "note");
    assert!(of("site-file-missing").get("locations").is_none());
    // The table ends on its last line, and not on the one after it.
    assert_eq!(of("table-no-caption")["locations"][0]["physicalLocation"]["region"]["endLine"], 7);
    let fix = &of("link-gap")["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(
        fix["deletedRegion"],
        serde_json::json!({"startLine": 7, "startColumn": 12, "endLine": 7, "endColumn": 13})
    );
    assert_eq!(fix["insertedContent"]["text"], "");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], result["ruleId"]);
        for part in ["shortDescription", "fullDescription", "help"] {
            let text = rule[part]["text"].as_str().expect("words");
            assert!(!text.is_empty() && !text.contains(['{', '[']), "{text}");
        }
        assert!(rule.get("helpUri").is_none());
    }
    // From above the site, addresses lead down to it.
    write(dir.path(), "web/content/sidor/a.md", "# A\n\n[](x)\n");
    let log = json(&samverka(dir.path(), &["check", "--source", "web", "--format", "sarif"]));
    let place = &log["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "web/content/sidor/a.md");
}

#[test]
fn github_gets_a_command_for_each_finding() {
    let dir = folder();
    site(dir.path());
    for command in ["check", "build"] {
        let told = samverka(dir.path(), &[command, "--format", "github", "--lang", "en"]);
        assert_eq!(code(&told), 1);
        let told = out(&told);
        assert!(
            told.contains(
                "::error file=content/sidor/om oss.md,line=3,col=9,endColumn=27,title=link-broken (WCAG 2.4.4)::The link goes to karta.md"
            ),
            "{told}"
        );
        assert!(
            told.contains("::warning file=content/sidor/om oss.md,line=5,endLine=7,title=table-no-caption"),
            "{told}"
        );
        assert!(told.contains("::notice title=site-file-missing::"), "{told}");
        assert_eq!(
            told.lines().filter(|line| !line.starts_with("::")).count(),
            1,
            "one line a finding: {told}"
        );
    }
}

#[test]
fn json_keeps_its_names() {
    let dir = folder();
    site(dir.path());
    let report = json(&samverka(dir.path(), &["check", "--format", "json", "--lang", "sv"]));
    let names = |value: &Value| value.as_object().expect("a map").keys().cloned().collect::<Vec<_>>();
    let mut found = names(&report);
    found.sort();
    assert_eq!(found, ["advice", "errors", "findings", "total", "version", "warnings"]);
    assert_eq!(report["version"], 1);
    let gap =
        report["findings"].as_array().expect("a list").iter().find(|f| f["rule"] == "link-gap").expect("it");
    let mut found = names(gap);
    found.sort();
    assert_eq!(found, ["criterion", "cure", "place", "repair", "rule", "severity", "what", "why"]);
    assert_eq!(gap["repair"]["text"], "");
    assert_eq!(gap["repair"]["place"]["column"], 12);
    assert_eq!(gap["place"]["end_column"], 23);
}

#[test]
fn elsewhere_than_on_a_terminal_places_are_told_in_words_and_nothing_is_coloured() {
    let dir = folder();
    site(dir.path());
    let told = out(&samverka(dir.path(), &["check", "--lang", "sv"]));
    assert!(
        told.contains(
            "  Rad 3: Åsa ser [kartan](karta.md): 100 %.\n  Stället: ”[kartan](karta.md)”, tecken 9 till 26\n"
        ),
        "{told}"
    );
    assert!(!told.contains(['^', '\u{1b}']), "{told}");
    assert!(told.contains("  Kan rättas åt dig: samverka check --fix"), "{told}");
    let run = |set: &[(&str, &str)], more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_samverka"));
        command.args(["check", "--lang", "sv"]).args(more).current_dir(dir.path()).envs(set.iter().copied());
        out(&command.output().expect("the program starts"))
    };
    assert!(run(&[("CLICOLOR_FORCE", "1")], &[]).contains("\u{1b}[1;31mFel\u{1b}[0m"));
    assert!(!run(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]).contains('\u{1b}'));
    assert!(!run(&[("CLICOLOR_FORCE", "1")], &["--aloud"]).contains('\u{1b}'));
}

#[test]
fn one_cause_is_told_once_and_all_its_places_on_request() {
    let dir = folder();
    for n in 0..9 {
        let text = format!("---\ntitel: Möte {n}\n---\nText\n");
        write(dir.path(), &format!("content/moten/2014-03-0{}-a.md", n + 1), &text);
    }
    let told = out(&samverka(dir.path(), &["check", "--lang", "sv"]));
    assert_eq!(told.matches("Sammanfattning saknas.").count(), 1, "{told}");
    assert!(told.contains("    och 4 ställen till (visa alla med --all)"), "{told}");
    assert!(
        told.contains(
            "9 varningar och 1 råd, i 9 filer. Vanligast: summary-missing (9), site-file-missing (1)."
        ),
        "{told}"
    );
    let all = out(&samverka(dir.path(), &["check", "--all", "--lang", "sv"]));
    assert_eq!(all.matches("content/moten/").count(), 9, "{all}");
}

#[test]
fn repairs_are_shown_and_written_only_when_one_says_so() {
    let dir = folder();
    site(dir.path());
    let path = "content/moten/2014-03-12-a.md";
    let before = files(&dir.path().join("content"));
    let shown = samverka(dir.path(), &["check", "--fix", "--lang", "sv"]);
    assert_eq!(code(&shown), 1);
    let told = err(&shown);
    assert!(told.contains("-ort: Lund: Malmö\n+ort: \"Lund: Malmö\""), "{told}");
    assert!(
        told.contains("Kan rättas säkert: 3. Filer: 1.") && told.contains("samverka check --fix --yes"),
        "{told}"
    );
    assert_eq!(before, files(&dir.path().join("content")), "nobody was there to say yes");
    assert!(!dir.path().join(".samverka-backup").exists());

    let old = read(dir.path(), path);
    let written = samverka(dir.path(), &["check", "--fix", "--yes", "--lang", "sv"]);
    assert_eq!(
        read(dir.path(), path),
        "---\ntitel: \"Ett\"\nort: \"Lund: Malmö\"\n---\n# Bakgrund\n\nSe [bilden](bild.png).\n"
    );
    // What is told is what is left; the mended link can now be judged.
    assert!(
        !out(&written).contains("yaml-colon") && out(&written).contains("link-broken"),
        "{}",
        out(&written)
    );
    let kept = files(&dir.path().join(".samverka-backup"));
    assert_eq!(kept.len(), 1, "only what has changed");
    assert!(kept[0].0.replace('\\', "/").ends_with(path) && kept[0].1 == old.as_bytes());
    assert!(err(&written).contains(".samverka-backup"), "{}", err(&written));
    assert_eq!(files(&dir.path().join("content")).len(), before.len(), "nothing is left behind");

    let again = samverka(dir.path(), &["check", "--fix", "--yes", "--lang", "sv"]);
    assert!(err(&again).contains("Inget av felen kan rättas säkert"), "{}", err(&again));
    assert_eq!(files(&dir.path().join(".samverka-backup")).len(), 1);
    let alone = samverka(dir.path(), &["check", "--yes", "--lang", "sv"]);
    assert_eq!(code(&alone), 2);
}

#[test]
fn every_rule_that_says_so_has_a_repair() {
    let dir = folder();
    write(
        dir.path(),
        "content/moten/2014-03-12-a.md",
        "---\ntitel: Ett: två\nort: @torget\nrum:\u{a0}Stora\nkontakt:\n\troll: a\n---\n#Rubrik\n\n[å](min fil.pdf) [ä] (b.pdf)\n",
    );
    write(dir.path(), "content/moten/2014-03-13-a.md", "---\nkontakt:\n\u{a0}\u{a0}roll: a\n---\n");
    let list = json(&samverka(dir.path(), &["explain", "--format", "json"]));
    let rules = list["rules"].as_array().expect("a list").iter();
    let mut marked: Vec<String> =
        rules.filter(|rule| rule["repair"] == true).map(|rule| rule["rule"].to_string()).collect();
    let report = json(&samverka(dir.path(), &["check", "--format", "json"]));
    let findings = report["findings"].as_array().expect("a list").iter();
    let mut offered: Vec<String> = findings
        .filter(|finding| finding.get("repair").is_some())
        .map(|finding| finding["rule"].to_string())
        .collect();
    marked.sort();
    offered.sort();
    offered.dedup();
    assert_eq!(marked, offered);
    samverka(dir.path(), &["check", "--fix", "--yes"]);
    assert_eq!(
        read(dir.path(), "content/moten/2014-03-12-a.md"),
        "---\ntitel: \"Ett: två\"\nort: \"@torget\"\nrum: Stora\nkontakt:\n  roll: a\n---\n# Rubrik\n\n[å](<min fil.pdf>) [ä](b.pdf)\n"
    );
    assert_eq!(read(dir.path(), "content/moten/2014-03-13-a.md"), "---\nkontakt:\n  roll: a\n---\n");
}

#[test]
fn a_repair_keeps_names_that_are_hidden_and_shows_none() {
    let dir = folder();
    write(
        dir.path(),
        "content/personer.yaml",
        "- {id: ordf, roll: ordförande, namn: Berit Exempel, samtycke: {grund: ja, omfattar: [namn], datum: 2014-01-01, återkallat: 2014-02-01}}\n",
    );
    write(dir.path(), "content/sidor/a.md", "# A\n\n#Berit Exempel hälsar\n\nText om Berit Exempel.\n");
    let written = samverka(dir.path(), &["check", "--fix", "--yes", "--lang", "sv"]);
    assert!(
        !err(&written).contains("Berit") && !out(&written).contains("Berit"),
        "{}{}",
        out(&written),
        err(&written)
    );
    assert_eq!(
        read(dir.path(), "content/sidor/a.md"),
        "# A\n\n# Berit Exempel hälsar\n\nText om Berit Exempel.\n"
    );
    // The backup has the name, and `forget` says so.
    let forgotten = samverka(dir.path(), &["forget", "ordf", "--lang", "sv"]);
    assert!(out(&forgotten).contains(".samverka-backup/"), "{}", out(&forgotten));
}

#[test]
fn explain_lists_the_rules_with_what_can_be_done() {
    let dir = folder();
    let told = out(&samverka(dir.path(), &["explain", "--lang", "sv"]));
    assert!(told.contains("\nlink-space: Fel, WCAG 2.4.4, kan rättas med --fix\n"), "{told}");
    assert!(told.contains("\nhtml-unsafe: Fel, går inte att mildra eller tysta\n"), "{told}");
    let list = json(&samverka(dir.path(), &["explain", "--format", "json"]));
    let rules = list["rules"].as_array().expect("a list");
    assert_eq!(rules.len(), told.lines().count());
    let rule = rules.iter().find(|rule| rule["rule"] == "heading-no-space").expect("the rule");
    assert_eq!(
        (&rule["repair"], &rule["fixed"], &rule["severity"]),
        (&true.into(), &false.into(), &"warning".into())
    );
    let one = json(&samverka(dir.path(), &["explain", "heading-no-space", "--format", "json"]));
    assert_eq!(&one, rule);
    let told = out(&samverka(dir.path(), &["explain", "yaml-colon", "--lang", "en"]));
    assert!(
        told.contains("Besides: can be corrected with --fix\nBesides: cannot be lowered or silenced\n"),
        "{told}"
    );
}

//! What `--version` tells of the build, as `build.rs` found it. Nothing of it comes into a site.

/// The version alone.
pub(super) const SHORT: &str = env!("CARGO_PKG_VERSION");

/// The version with commit, features, target and compiler: what somebody needs who looks into a fault. The same in every
/// language, as it is made to be copied.
pub(super) fn long() -> String {
    let features = [("pdf", cfg!(feature = "pdf")), ("publish", cfg!(feature = "publish"))];
    let features: Vec<&str> = features.iter().filter(|(_, on)| *on).map(|(name, _)| *name).collect();
    told(
        &[env!("SAMVERKA_BUILD_COMMIT"), &day()],
        &features,
        if cfg!(debug_assertions) { "debug" } else { "" },
    )
}

/// The day of the commit, in UTC, so that it is the same wherever it is built. Empty when it is not known.
pub(super) fn day() -> String {
    let second = env!("SAMVERKA_BUILD_TIME").parse().ok();
    let time = second.and_then(|second| jiff::Timestamp::from_second(second).ok());
    time.map(|time| time.strftime("%Y-%m-%d").to_string()).unwrap_or_default()
}

fn told(commit: &[&str], features: &[&str], profile: &str) -> String {
    let known = |parts: &[&str]| -> String {
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
    };
    let facts = [
        known(commit),
        known(features),
        profile.to_owned(),
        env!("SAMVERKA_BUILD_TARGET").to_owned(),
        env!("SAMVERKA_BUILD_RUSTC").to_owned(),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    format!("{SHORT} ({})", facts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_leaves_no_gap() {
        let end = format!("; {}; {})", env!("SAMVERKA_BUILD_TARGET"), env!("SAMVERKA_BUILD_RUSTC"));
        let all = told(&["2709232", "2026-11-26"], &["pdf", "publish"], "");
        assert_eq!(all, format!("{SHORT} (2709232, 2026-11-26; pdf, publish{end}"));
        let little = told(&["", ""], &[], "debug");
        assert_eq!(little, format!("{SHORT} (debug{end}"));
        assert!(env!("SAMVERKA_BUILD_RUSTC").starts_with("rustc 1."));
    }
}

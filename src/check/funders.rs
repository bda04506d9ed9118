//! The funder's emblem: as large as any other logo, and said in words.

use crate::content::project::Logo;
use crate::language::fold;
use crate::report::catalog::facts as rules;
use crate::report::{Arg, Finding, Findings};
use crate::site::Site;

/// What the funds' rules of publicity demand on paper, in millimetres.
const LEAST: u32 = 10;

/// Words that say that it is a logo, and not whose money it is.
const EMPTY: &[&str] =
    &["logo", "logotyp", "logga", "emblem", "marke", "bild", "image", "eu", "flagga", "flag"];

pub(super) fn check(site: &Site, findings: &mut Findings) {
    let tallest =
        site.file.logos.iter().filter_map(|logo| Some((logo.height_mm?, logo))).max_by_key(|(h, _)| *h);
    for funder in &site.file.funders {
        if let Some(height) = funder.height_mm {
            size(funder, height, tallest, findings);
        }
        let alt = fold::fold(funder.alt.trim());
        let file = fold::fold(funder.file.rsplit('/').next().unwrap_or(""));
        let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        if EMPTY.contains(&alt.as_str()) || alt == file || alt == stem {
            findings.push(
                Finding::at(&rules::FUNDER_ALT, funder.file.span)
                    .with("alt", funder.alt.as_str())
                    .with("statement", funder.statement.clone().unwrap_or_default()),
            );
        }
    }
}

fn size(funder: &Logo, height: u32, tallest: Option<(u32, &Logo)>, findings: &mut Findings) {
    let other = match tallest {
        Some((other, logo)) if other > height => {
            Arg::Both(format!("{} är {other} mm", logo.name), format!("{} is {other} mm", logo.name))
        }
        _ if height < LEAST => {
            Arg::Both(format!("minst {LEAST} mm krävs"), format!("at least {LEAST} mm are demanded"))
        }
        _ => return,
    };
    let finding = Finding::at(&rules::FUNDER_TOO_SMALL, funder.file.span);
    findings.push(finding.with("height", height.to_string()).with("other", other));
}

//! What is told of a site in the end: what comments allow is left out, the rest weighs what `site.yaml` says.

use super::Site;
use crate::report::allow;
use crate::report::catalog::rules;
use crate::report::{FileId, Finding, Findings};
use std::collections::BTreeSet;

impl Site {
    /// Whether what is told of a source is told at all: a draft that is left out is nobody's concern yet.
    pub fn has_source(&self, file: FileId) -> bool {
        let note = self.sources.stored(file).is_some_and(|source| !is_yaml(source.path()));
        // Documents are in the order of their files, as they were read.
        !note || self.documents.binary_search_by_key(&file, |document| document.file).is_ok()
    }

    /// Takes out the findings that a comment allows, and gives the rest the weight that they have on this site.
    pub fn judge(&mut self, findings: &mut Findings) {
        self.silenced = allow::apply(&self.allows, findings);
        self.silenced.sort_by_key(|silenced| silenced.finding.span);
        findings.extend(self.exceptions().into_iter().collect());
        self.file.levels.apply(findings);
    }

    /// That a statement says that all is met, though it is not.
    fn exceptions(&self) -> Option<Finding> {
        let statement = self.file.statement.as_ref().filter(|statement| statement.conformance == "full")?;
        let here = self.silenced.iter().map(|silenced| silenced.finding.rule);
        let everywhere = self.file.levels.exceptions().map(|(rule, _)| rule);
        let names: BTreeSet<&str> =
            here.chain(everywhere).filter(|rule| rule.is_demanded()).map(|rule| rule.name).collect();
        let names = names.into_iter().collect::<Vec<_>>().join(", ");
        let finding = Finding::at(&rules::STATEMENT_EXCEPTIONS, statement.span);
        (!names.is_empty()).then(|| finding.with("rules", names))
    }

    /// As [`Site::judge`], for what is told only when somebody asks, after all else.
    pub fn judge_asked(&self, findings: &mut Findings) {
        allow::apply_asked(&self.allows, findings);
        self.file.levels.apply(findings);
    }

    /// Gives findings that are told while a page is made the weight that they have on this site. They have no place in a
    /// source, so no comment can be for them.
    pub fn weigh(&self, findings: &mut Findings) {
        self.file.levels.apply(findings);
    }
}

/// Whether a file is one of the site's lists, and no note.
fn is_yaml(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, form)| matches!(form.to_ascii_lowercase().as_str(), "yaml" | "yml"))
}

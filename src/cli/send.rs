//! The sending of `samverka publish`: builds, looks at the target, asks, sends.

use super::args::{Common, Format};
use super::kept::Kept;
use super::text::{Text, Words};
use super::{Outcome, ask, build, moment, password, show};
use crate::forms::{self, Made, Renderer};
use crate::language::Lang;
use crate::publish::local::Local;
use crate::publish::targets::{self, archive};
use crate::publish::{self, Claim, Content, File, Headers, Job, Kind, Plan, Settings, Survey};
use crate::report::catalog::{publish as rules, tool};
use crate::report::{Finding, Findings, Rule, Sources};
use crate::world::Disk;
use crate::{Loaded, output};
use serde_json::json;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often the books at the target are brought up to date.
const CHECKPOINT: Duration = Duration::from_secs(5);
/// What a person may want to be called by those who publish to the same target.
const WHO: &str = "SAMVERKA_WHO";

/// What the command was told.
#[allow(clippy::struct_excessive_bools)] // Each is an option that is given or not.
pub(super) struct Order<'a> {
    pub(super) common: Common,
    pub(super) lang: Lang,
    pub(super) root: &'a Path,
    pub(super) settings: Settings,
    pub(super) dry_run: bool,
    pub(super) yes: bool,
    pub(super) allow_removals: bool,
    pub(super) take_over: bool,
    pub(super) resend: bool,
    /// A fingerprint that the person says is right.
    pub(super) accepted: Option<String>,
    pub(super) remember: bool,
    /// Whether the site's file says which keys the server has.
    pub(super) pinned: bool,
}

/// A site as it was built, in a folder that goes away with this.
struct Built {
    folder: tempfile::TempDir,
    files: BTreeMap<String, File>,
}

impl Built {
    fn bytes(&self, address: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.folder.path().join(address))
    }
}

/// The folder of `site.yaml`.
pub(super) fn content(root: &Path) -> PathBuf {
    root.join("content")
}

impl Order<'_> {
    /// Builds and sends.
    pub(super) fn publish(&mut self, loaded: &Loaded, world: &Disk) -> Result<Outcome, Findings> {
        let built = self.build(loaded, world)?;
        if self.common.format == Format::Text {
            show::findings(&loaded.findings, &loaded.site.sources, self.lang, &self.common);
        }
        if self.settings.kind == Kind::Zip {
            return self.zip(&built);
        }
        if self.settings.kind.needs_password() && self.settings.secret.is_none() {
            self.ask_password()?;
        }
        let bytes = |address: &str| built.bytes(address);
        let progress = show::Progress::new(Text::PublishProgress, self.lang);
        let claim = Claim { token: token(), who: who(), since: moment() };
        let survey = {
            let look = |order: &Order<'_>| {
                let mut target = order.open()?;
                publish::survey(&mut *target, &order.job(&built, &bytes, &claim, None, &|_, _| {}))
            };
            self.look(&look)?
        };
        self.keep()?;
        if self.dry_run {
            self.show_plan(&survey.plan, false);
            return Ok(Outcome::Good);
        }
        if survey.plan.is_empty() && !survey.resumes() {
            // Also lets go of a lock that a killed publishing of ours left.
            return self.send(&built, &claim, survey, &|_, _| {});
        }
        if !self.agreed(&survey) {
            return Ok(Outcome::Findings);
        }
        self.send(&built, &claim, survey, &|done, all| progress.at(done, all))
    }

    /// Takes away what no message may hold.
    pub(super) fn scrubbed(&self, findings: Findings) -> Findings {
        let Some(secret) = &self.settings.secret else { return findings };
        let scrub = |mut finding: Finding| {
            for (_, value) in &mut finding.args {
                if let crate::report::Arg::Text(text) = value {
                    *value = secret.scrub(text).into();
                }
            }
            finding
        };
        findings.iter().cloned().map(scrub).collect()
    }

    fn build(&self, loaded: &Loaded, world: &Disk) -> Result<Built, Findings> {
        let folder = tempfile::Builder::new().prefix("samverka-").tempdir();
        let folder = folder.map_err(|error| unwritten(&std::env::temp_dir(), &error))?;
        let made = Made::default();
        // What a build has typeset need not be typeset to be sent.
        let kept = Kept::new(build::shelf(world));
        let renderer = Renderer { made: Some(&made), ..loaded.renderer(world) };
        let progress = show::Progress::new(Text::Progress, self.lang);
        let routes = loaded.site.in_order();
        output::write(
            &routes,
            |(address, _)| address,
            |(address, route)| Renderer { store: Some(&kept.of(address)), ..renderer }.render(address, route),
            &output::Options {
                folder: folder.path(),
                sources: Some(world.root()),
                compress: false,
                before: None,
                progress: &|done, all| progress.at(done, all),
            },
        )?;
        kept.shelf.tidy();
        let mut built = Built { folder, files: BTreeMap::new() };
        for (address, _) in &routes {
            let bytes = built.bytes(address).map_err(|error| unwritten(built.folder.path(), &error))?;
            let file = File { content: Content::of(&bytes), headers: Headers::of(forms::mime(address)) };
            built.files.insert(address.clone(), file);
        }
        Ok(built)
    }

    fn zip(&self, built: &Built) -> Result<Outcome, Findings> {
        let path = Path::new(&self.settings.path);
        if archive::is_foreign(path) {
            let finding = Finding::nowhere(&tool::OUTPUT_FOREIGN).with("path", path.display().to_string());
            return Err(std::iter::once(finding).collect());
        }
        if !self.dry_run {
            let progress = show::Progress::new(Text::PublishProgress, self.lang);
            let bytes = |address: &str| built.bytes(address);
            archive::write(path, built.files.keys(), &bytes, &|done, all| progress.at(done, all))
                .map_err(|fault| publish::refused(&self.settings.name, &fault))?;
        }
        let files = built.files.len().to_string();
        let words = if self.dry_run { Text::PublishZipPlan } else { Text::PublishZipDone };
        show::say(&words.fill(self.lang, &[("path", &self.settings.path), ("files", &files)]));
        Ok(Outcome::Good)
    }

    fn open(&self) -> Result<Box<dyn publish::Target>, Findings> {
        targets::open(&self.settings).map_err(|fault| publish::refused(&self.settings.name, &fault))
    }

    fn job<'j>(
        &'j self,
        built: &'j Built,
        bytes: &'j dyn Fn(&str) -> io::Result<Vec<u8>>,
        claim: &'j Claim,
        earlier: Option<&'j str>,
        progress: &'j dyn Fn(usize, usize),
    ) -> Job<'j> {
        Job {
            name: &self.settings.name,
            site: &built.files,
            bytes,
            resend: self.resend,
            allow_removals: self.allow_removals,
            take_over: self.take_over,
            claim,
            earlier,
            progress,
            pause: &std::thread::sleep,
            checkpoint: CHECKPOINT,
        }
    }

    /// Looks at the target. A person at the terminal may say yes to a new server, and give a password that was wanting.
    fn look(&mut self, look: &dyn Fn(&Order<'_>) -> Result<Survey, Findings>) -> Result<Survey, Findings> {
        for _ in 0..3 {
            let mut findings = match look(self) {
                Ok(survey) => return Ok(survey),
                Err(findings) => self.scrubbed(findings),
            };
            let told = |rule: &Rule| findings.iter().find(|finding| finding.rule == rule);
            if let Some(finding) = told(&rules::PUBLISH_HOST_KEY_UNKNOWN).filter(|_| ask::is_possible()) {
                let key = finding.args.iter().find(|(name, _)| *name == "reason");
                let key = key.map(|(_, key)| key.text(self.lang).to_owned()).unwrap_or_default();
                show::text(&std::iter::once(finding.clone()).collect(), &Sources::default(), self.lang);
                if !ask::ask(Text::AskHostKey, self.lang).is_some_and(|answer| ask::is_yes(&answer)) {
                    // It has been told already.
                    return Err(Findings::new());
                }
                self.settings.host_keys = vec![key.clone()];
                self.accepted = Some(key);
            } else if told(&rules::PUBLISH_LOGIN).is_some() && self.settings.secret.is_none() {
                if let Err(wanting) = self.ask_password() {
                    findings.extend(wanting);
                    return Err(findings);
                }
            } else {
                return Err(findings);
            }
        }
        look(self)
    }

    fn ask_password(&mut self) -> Result<(), Findings> {
        let name = &self.settings.name;
        let Some(secret) = password::ask(name, self.lang) else {
            let finding = Finding::nowhere(&rules::PUBLISH_NO_PASSWORD)
                .with("target", name.as_str())
                .with("variable", password::variable(name));
            return Err(std::iter::once(finding).collect());
        };
        self.settings.secret = Some(secret);
        Ok(())
    }

    /// The server let us in: what let us in is kept, as far as the person wants that.
    fn keep(&self) -> Result<(), Findings> {
        if let Some(key) =
            self.accepted.as_deref().filter(|_| self.settings.kind == Kind::Sftp && !self.pinned)
        {
            self.keep_host(key)?;
        }
        if let Some(secret) = self.settings.secret.as_ref().filter(|_| self.remember) {
            match password::keep(&self.settings.name, secret) {
                Ok(()) => show::say(Text::PasswordKept.raw(self.lang)),
                Err(reason) => show::say(&Text::PasswordNotKept.fill(self.lang, &[("reason", &reason)])),
            }
        }
        Ok(())
    }

    fn keep_host(&self, key: &str) -> Result<(), Findings> {
        let folder = content(self.root);
        let path = targets::hosts::path(&folder);
        targets::hosts::remember(&folder, &self.settings.host, self.settings.port.unwrap_or(22), key)
            .map_err(|error| unwritten(&path, &error))?;
        show::say(&Text::HostKeyKept.fill(self.lang, &[("path", &path.display().to_string())]));
        Ok(())
    }

    fn agreed(&mut self, survey: &Survey) -> bool {
        let (plan, lang) = (&survey.plan, self.lang);
        if survey.resumes() {
            show::say(Text::PublishResumes.raw(lang));
        }
        show::say(&self.counted(plan));
        if plan.removes_much() && !self.allow_removals {
            // Without a terminal the publishing itself refuses, and says how to go on.
            match ask::ask(Text::AskRemovals, lang) {
                Some(answer) if ask::is_yes(&answer) => self.allow_removals = true,
                Some(_) => {
                    show::say(Text::NothingSent.raw(lang));
                    return false;
                }
                None => return true,
            }
        }
        if self.yes {
            return true;
        }
        match ask::ask(Text::AskPublish, lang) {
            Some(answer) if ask::is_yes(&answer) => return true,
            Some(_) => show::say(Text::NothingSent.raw(lang)),
            None => show::say(&Text::PublishHow.fill(lang, &[("target", &self.settings.name)])),
        }
        false
    }

    fn send(
        &self,
        built: &Built,
        claim: &Claim,
        survey: Survey,
        progress: &dyn Fn(usize, usize),
    ) -> Result<Outcome, Findings> {
        let Ok(local) = Local::take(self.root, &self.settings.name, &claim.token) else {
            let finding =
                Finding::nowhere(&rules::PUBLISH_LOCKED).with("target", self.settings.name.as_str());
            return Err(std::iter::once(finding).collect());
        };
        let bytes = |address: &str| built.bytes(address);
        let mut target = self.open()?;
        let job = self.job(built, &bytes, claim, local.earlier.as_deref(), progress);
        let plan = publish::carry_out(&mut *target, &job, survey)?;
        local.forget();
        self.show_plan(&plan, true);
        Ok(Outcome::Good)
    }

    fn counted(&self, plan: &Plan) -> String {
        let number = |n: usize| n.to_string();
        Text::PublishPlan.fill(
            self.lang,
            &[
                ("target", &self.settings.name),
                ("place", &self.settings.place()),
                ("new", &number(plan.new.len())),
                ("changed", &number(plan.changed.len())),
                ("gone", &number(plan.gone.len())),
                ("unchanged", &number(plan.unchanged)),
            ],
        )
    }

    /// What would be done, or was.
    fn show_plan(&self, plan: &Plan, done: bool) {
        let lang = self.lang;
        let name = ("target", self.settings.name.as_str());
        if self.common.format != Format::Text {
            let value = json!({
                "version": 1,
                "target": self.settings.name,
                "place": self.settings.place(),
                "done": done,
                "new": plan.new,
                "changed": plan.changed,
                "removed": plan.gone,
                "unchanged": plan.unchanged,
            });
            // A value of maps, lists and strings always serialises.
            show::out(&serde_json::to_string_pretty(&value).unwrap_or_default());
        } else if plan.is_empty() {
            show::say(&Text::PublishNothing.fill(lang, &[name]));
        } else if done {
            let number = |n: usize| n.to_string();
            show::say(&Text::PublishDone.fill(
                lang,
                &[
                    name,
                    ("sent", &number(plan.new.len() + plan.changed.len())),
                    ("gone", &number(plan.gone.len())),
                    ("unchanged", &number(plan.unchanged)),
                ],
            ));
        } else {
            let lists = [
                (Text::PublishNew, &plan.new),
                (Text::PublishChanged, &plan.changed),
                (Text::PublishGone, &plan.gone),
            ];
            for (words, paths) in lists {
                for path in paths {
                    show::out(&words.fill(lang, &[("path", path)]));
                }
            }
            show::say(&self.counted(plan));
        }
    }
}

fn unwritten(path: &Path, error: &io::Error) -> Findings {
    let finding = Finding::nowhere(&tool::OUTPUT_FAILED).with("path", path.display().to_string());
    std::iter::once(finding.with("reason", output::reason(error))).collect()
}

/// Tells this publishing from any other.
fn token() -> String {
    getrandom::u64().map_or_else(|_| format!("{}-{}", std::process::id(), moment()), |n| format!("{n:016x}"))
}

/// What others are told who publishes: all the world may read it at the target.
fn who() -> String {
    let said = std::env::var(WHO).ok().filter(|name| !name.trim().is_empty());
    said.unwrap_or_else(|| gethostname::gethostname().to_string_lossy().into_owned())
}

//! Carries out a plan: step by step, each whole, so that being cut off anywhere leaves a site that works and books that are
//! true.

use super::foreign;
use super::lock::{self, Claim, Taken};
use super::manifest::{Content, Manifest, ReadFault};
use super::plan::{Plan, Step};
use super::target::{Fault, Headers, Target};
use super::told::Told;
use crate::output::{OURS, folders};
use crate::report::Findings;
use std::collections::BTreeMap;
use std::io;
use std::time::{Duration, Instant};

/// How long is waited before each new try when a connection is lost.
const WAITS: [u64; 4] = [1, 2, 4, 8];

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it holds.
    pub content: Content,
    /// What a server is to tell of it.
    pub headers: Headers,
}

/// What is to be published, and how.
pub struct Job<'a> {
    /// The target's name in `site.yaml`.
    pub name: &'a str,
    /// The site's files, by address.
    pub site: &'a BTreeMap<String, File>,
    /// Gives a file's bytes.
    pub bytes: &'a dyn Fn(&str) -> io::Result<Vec<u8>>,
    /// Send all files, also those that the target is said to have.
    pub resend: bool,
    /// Remove however many there are.
    pub allow_removals: bool,
    /// Take the place of whoever publishes there.
    pub take_over: bool,
    /// Who we are.
    pub claim: &'a Claim,
    /// The token of a publishing of ours that was cut off.
    pub earlier: Option<&'a str>,
    /// Called after each step, with how many are done and of how many.
    pub progress: &'a dyn Fn(usize, usize),
    /// Waits.
    pub pause: &'a dyn Fn(Duration),
    /// How often the books at the target are brought up to date: what was sent since is sent again after a cut.
    pub checkpoint: Duration,
}

/// What was found at the target, and what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// What is to be done.
    pub plan: Plan,
    /// What the target holds of ours.
    held: Manifest,
}

impl Survey {
    /// Whether the publishing before this one was cut off.
    pub fn resumes(&self) -> bool {
        !self.held.is_whole()
    }
}

/// Looks at a target, and changes nothing there.
pub fn survey(target: &mut dyn Target, job: &Job<'_>) -> Result<Survey, Findings> {
    let told = Told { target: job.name, done: 0, all: 0 };
    let held = read(target, job, &told)?;
    let site: BTreeMap<String, Content> =
        job.site.iter().map(|(path, file)| (path.clone(), file.content.clone())).collect();
    let plan = Plan::new(&held, &site, job.resend);
    let found = patiently(target, job, 1, |target| foreign::in_the_way(target, &plan, &held))
        .map_err(|fault| told.fault("", &fault))?;
    if !found.is_empty() {
        return Err(found.iter().map(|path| told.foreign(path)).collect());
    }
    Ok(Survey { plan, held })
}

fn read(target: &mut dyn Target, job: &Job<'_>, told: &Told<'_>) -> Result<Manifest, Findings> {
    // A fault of the target may pass; a list that cannot be read stays so.
    let read = patiently(target, job, 1, |target| match Manifest::read(target) {
        Ok(manifest) => Ok(Ok(manifest.unwrap_or_default())),
        Err(ReadFault::Target(fault)) => Err(fault),
        Err(ReadFault::Unreadable(reason)) => Ok(Err(reason)),
    });
    match read {
        Ok(Ok(manifest)) => Ok(manifest),
        Ok(Err(reason)) => Err(told.manifest(&reason)),
        Err(fault) => Err(told.fault("", &fault)),
    }
}

/// Does what a survey found. If this fails, the site at the target is whole, and the next try goes on from here.
pub fn carry_out(target: &mut dyn Target, job: &Job<'_>, survey: Survey) -> Result<Plan, Findings> {
    let told = Told { target: job.name, done: 0, all: survey.plan.steps.len() };
    allowed(&survey.plan, job, &told)?;
    // One of ours that was cut off when all was done has left its lock, and perhaps more.
    if survey.plan.is_empty() && job.earlier.is_none() {
        return Ok(survey.plan);
    }
    let taken = patiently(target, job, WAITS.len(), |target| {
        lock::take(target, job.claim, job.earlier, job.take_over, job.pause)
    });
    match taken.map_err(|fault| told.fault("", &fault))? {
        Taken::Held => {}
        Taken::By(other) => return Err(told.locked(other.as_ref())),
    }
    let result = under_lock(target, job, survey, &told);
    // Let go, unless somebody else holds it now, or nobody answers.
    let released = match lock::look(target, job.claim) {
        Ok(Taken::Held) if result.is_ok() => patiently(target, job, WAITS.len(), lock::release),
        Ok(Taken::Held) => lock::release(target),
        Ok(Taken::By(_)) => Ok(()),
        Err(fault) => Err(fault),
    };
    let plan = result?;
    // All is there, but the next one must know that this lock is a dead one's.
    released.map_err(|fault| Told { done: told.all, ..told }.fault("", &fault))?;
    Ok(plan)
}

fn allowed(plan: &Plan, job: &Job<'_>, told: &Told<'_>) -> Result<(), Findings> {
    if plan.removes_much() && !job.allow_removals {
        return Err(told.removals(plan.gone.len(), plan.held));
    }
    Ok(())
}

fn under_lock(
    target: &mut dyn Target,
    job: &Job<'_>,
    first: Survey,
    told: &Told<'_>,
) -> Result<Plan, Findings> {
    // Somebody may have published between the look and the lock.
    let now = read(target, job, told)?;
    let Survey { plan, held } = if now == first.held { first } else { survey(target, job)? };
    allowed(&plan, job, told)?;
    let resumes = !held.is_whole();
    let mut sending =
        Sending { job, resumes, books: started(&held, &plan), last: Instant::now(), took: Duration::ZERO };
    // From here on all that is there and all that is coming is in the books: nothing of ours can be lost sight of.
    sending.check_in(target).map_err(|stop| stop.told(told, ""))?;
    let all = plan.steps.len();
    for (number, step) in plan.steps.iter().enumerate() {
        let next_sends = matches!(plan.steps.get(number + 1), Some(Step::Send(_)));
        let done = sending.step(target, step, next_sends);
        if let Err(stop) = done {
            let path = match step {
                Step::Send(path) | Step::Remove(path) => path,
            };
            sending.give_up(target, &stop);
            return Err(stop.told(&Told { done: number, all, ..*told }, path));
        }
        (job.progress)(number + 1, all);
    }
    sending.finish(target, &plan).map_err(|stop| stop.told(&Told { done: all, all, ..*told }, ""))?;
    Ok(plan)
}

/// The books as they stand when nothing has been done yet: all that is there and all that is coming is ours, and of what is
/// about to change nobody knows what it holds.
fn started(held: &Manifest, plan: &Plan) -> Manifest {
    let mut books = held.clone();
    for step in &plan.steps {
        let (Step::Send(path) | Step::Remove(path)) = step;
        if books.files.insert(path.clone(), None).is_none() {
            books.coming.insert(path.clone());
        }
    }
    books
}

/// Why sending stopped.
enum Stop {
    Target(Fault),
    TakenOver(Option<Claim>),
    Source(io::Error),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Target(fault)
    }
}

impl Stop {
    fn told(&self, told: &Told<'_>, path: &str) -> Findings {
        match self {
            Self::Target(fault) => told.fault(path, fault),
            Self::TakenOver(other) => told.taken_over(other.as_ref()),
            Self::Source(error) => told.source(path, error),
        }
    }
}

/// A publishing under way.
struct Sending<'a> {
    job: &'a Job<'a>,
    /// Whether one before this one was cut off.
    resumes: bool,
    /// What the target holds, as far as it is known.
    books: Manifest,
    last: Instant,
    /// How long it took to write the books.
    took: Duration,
}

impl Sending<'_> {
    fn step(&mut self, target: &mut dyn Target, step: &Step, next_sends: bool) -> Result<(), Stop> {
        match step {
            Step::Send(path) => self.send(target, path)?,
            Step::Remove(path) => {
                self.patiently(target, |target| target.remove(path))?;
                self.books.files.remove(path);
                self.books.coming.remove(path);
                // Only what needs its place goes before something is sent: then its folder may be in the way too.
                if next_sends {
                    self.prune(target, path);
                }
            }
        }
        // Where writing the books takes long, it is done more seldom: a tenth of the time at the most.
        let often = self.job.checkpoint;
        if self.last.elapsed() >= (self.took * 10).clamp(often, often * 60) {
            self.check_in(target)?;
        }
        Ok(())
    }

    fn send(&mut self, target: &mut dyn Target, path: &str) -> Result<(), Stop> {
        let Some(file) = self.job.site.get(path) else { return Ok(()) };
        let bytes = (self.job.bytes)(path).map_err(Stop::Source)?;
        self.patiently(target, |target| put(target, path, &bytes, file.headers))?;
        self.books.files.insert(path.to_owned(), Some(Content::of(&bytes)));
        self.books.coming.remove(path);
        Ok(())
    }

    /// Sees that nobody has taken our place, and brings the books up to date.
    fn check_in(&mut self, target: &mut dyn Target) -> Result<(), Stop> {
        let began = Instant::now();
        match self.patiently(target, |target| lock::look(target, self.job.claim))? {
            Taken::Held => {}
            Taken::By(other) => return Err(Stop::TakenOver(other)),
        }
        self.patiently(target, |target| self.books.write(target))?;
        (self.took, self.last) = (began.elapsed(), Instant::now());
        Ok(())
    }

    /// All is in place: the last entry in the books, and folders that have become empty.
    fn finish(&mut self, target: &mut dyn Target, plan: &Plan) -> Result<(), Stop> {
        self.check_in(target)?;
        // What one before this one left.
        if target.moves_into_place() && (self.resumes || self.job.earlier.is_some()) {
            self.patiently(target, |target| target.remove(&part()))?;
        }
        for path in &plan.gone {
            self.prune(target, path);
        }
        Ok(())
    }

    /// Removes the folders of a removed file that nothing of ours is in any more. That a folder stays is no fault.
    fn prune(&self, target: &mut dyn Target, path: &str) {
        let above: Vec<&str> = folders(path).collect();
        for folder in above.into_iter().rev() {
            let within = format!("{folder}/");
            let used = self.books.files.range(within.clone()..).next();
            if used.is_some_and(|(path, _)| path.starts_with(&within))
                || target.remove_folder(folder).is_err()
            {
                return;
            }
        }
    }

    /// What can still be done for the next try: what was sent is put down, and what was not finished is cleared away. When
    /// the connection is gone, or another has our place, nothing can.
    fn give_up(&mut self, target: &mut dyn Target, stop: &Stop) {
        if matches!(stop, Stop::Target(fault) if fault.is_passing()) || matches!(stop, Stop::TakenOver(_)) {
            return;
        }
        let mine = matches!(lock::look(target, self.job.claim), Ok(Taken::Held));
        if mine && (!target.moves_into_place() || target.remove(&part()).is_ok()) {
            let _ = self.books.write(target);
        }
    }

    fn patiently<T>(
        &self,
        target: &mut dyn Target,
        act: impl FnMut(&mut dyn Target) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        patiently(target, self.job, WAITS.len(), act)
    }
}

/// The name under which a file waits until it is whole. One name is enough, as one file is sent at a time; so nothing is left
/// behind that the next publishing does not write over.
fn part() -> String {
    format!("{OURS}part")
}

/// Puts a file in its place: whole, or not at all.
fn put(target: &mut dyn Target, path: &str, bytes: &[u8], headers: Headers) -> Result<(), Fault> {
    if target.moves_into_place() {
        target.write(&part(), bytes, headers)?;
        target.rename(&part(), path)
    } else {
        target.write(path, bytes, headers)
    }
}

/// Tries again when a connection is lost, after a while.
fn patiently<T>(
    target: &mut dyn Target,
    job: &Job<'_>,
    tries: usize,
    mut act: impl FnMut(&mut dyn Target) -> Result<T, Fault>,
) -> Result<T, Fault> {
    for wait in WAITS.iter().take(tries) {
        match act(target) {
            Err(fault) if fault.is_passing() => (job.pause)(Duration::from_secs(*wait)),
            other => return other,
        }
    }
    act(target)
}

//! Sound and film in notes: `<audio>` and `<video>` with what belongs to them. They play when somebody asks for it, with
//! controls, and from this site only.

use crate::language::tag::LangTag;
use serde::{Deserialize, Serialize};

/// A recording.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Media {
    /// A film; else a sound.
    pub video: bool,
    /// The same in different forms, as written; a browser takes the first that it can play.
    pub sources: Vec<String>,
    /// The picture that stands there until it plays.
    pub poster: Option<String>,
    /// Texts that go along with it.
    pub tracks: Vec<Track>,
}

/// A text that goes along with a recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// What it is for.
    pub kind: TrackKind,
    /// The file, as written.
    pub src: String,
    /// Its language.
    pub lang: Option<LangTag>,
    /// What it is called in the menu of the player.
    pub label: Option<String>,
}

/// What a track is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TrackKind {
    /// What is said and heard, for those who do not hear it.
    Captions,
    /// What is said, in another language.
    Subtitles,
    /// What is seen, for those who do not see it.
    Descriptions,
    /// Where the parts begin.
    Chapters,
}

impl TrackKind {
    /// The word in HTML.
    pub fn word(self) -> &'static str {
        match self {
            Self::Captions => "captions",
            Self::Subtitles => "subtitles",
            Self::Descriptions => "descriptions",
            Self::Chapters => "chapters",
        }
    }

    /// What a word in HTML means; without one a track is a translation.
    fn read(word: &str) -> Option<Self> {
        let kinds = [Self::Captions, Self::Subtitles, Self::Descriptions, Self::Chapters];
        if word.is_empty() {
            return Some(Self::Subtitles);
        }
        kinds.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word))
    }
}

impl Media {
    /// A recording, by its start tag.
    pub(super) fn new(tag: &str, attributes: &[(String, String)]) -> Option<Self> {
        let video = match tag {
            "video" => true,
            "audio" => false,
            _ => return None,
        };
        let sources = value(attributes, "src").into_iter().collect();
        Some(Self { video, sources, poster: value(attributes, "poster"), tracks: Vec::new() })
    }

    /// Adds what an element within it says. Tells whether it is one that belongs there.
    pub(super) fn add(&mut self, tag: &str, attributes: &[(String, String)]) -> bool {
        let Some(src) = value(attributes, "src") else { return false };
        match tag {
            "source" => self.sources.push(src),
            "track" => {
                let Some(kind) = TrackKind::read(&value(attributes, "kind").unwrap_or_default()) else {
                    return false;
                };
                let lang = value(attributes, "srclang").as_deref().and_then(LangTag::parse);
                self.tracks.push(Track { kind, src, lang, label: value(attributes, "label") });
            }
            _ => return false,
        }
        true
    }

    /// The files that it needs, as written.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let tracks = self.tracks.iter().map(|track| track.src.as_str());
        self.sources.iter().chain(&self.poster).map(String::as_str).chain(tracks)
    }
}

fn value(attributes: &[(String, String)], key: &str) -> Option<String> {
    let found = attributes.iter().find(|(name, _)| name == key);
    found.map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// The media type of a recording, by the form of its name. Forms that browsers play.
pub fn mime(path: &str) -> Option<&'static str> {
    let form = path.rsplit_once('.').map_or("", |(_, form)| form).to_ascii_lowercase();
    Some(match form.as_str() {
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        _ => return None,
    })
}

/// The host of an address on another site, without `www.`: `youtube.com`.
pub fn host(address: &str) -> Option<&str> {
    let rest = ["https://", "http://", "//"].iter().find_map(|lead| address.trim().strip_prefix(lead))?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

//! The address by which an editor opens a file. A browser hands it over when somebody follows the link, never by itself.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::path::Path;

/// An editor that has a scheme of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editor {
    /// Visual Studio Code.
    Vscode,
    /// VSCodium.
    Vscodium,
    /// Zed.
    Zed,
    /// The editors of JetBrains.
    Idea,
    /// TextMate, and editors that took over its scheme.
    Textmate,
}

/// What may stand in the path of an address as it is.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

impl Editor {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Vscode, Self::Vscodium, Self::Zed, Self::Idea, Self::Textmate];

    /// What one writes to choose it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vscode => "vscode",
            Self::Vscodium => "vscodium",
            Self::Zed => "zed",
            Self::Idea => "idea",
            Self::Textmate => "textmate",
        }
    }

    /// The one of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|editor| editor.name() == name)
    }

    /// The address that opens a file at a place, line and column from 1.
    pub(super) fn link(self, file: &Path, line: usize, column: usize) -> String {
        let path = file.to_string_lossy().replace('\\', "/");
        let path = utf8_percent_encode(&path, PATH).to_string();
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        match self {
            Self::Vscode | Self::Vscodium | Self::Zed => {
                format!("{}://file{path}:{line}:{column}", self.name())
            }
            Self::Idea => format!("idea://open?file={path}&line={line}&column={column}"),
            Self::Textmate => format!("txmt://open?url=file://{path}&line={line}&column={column}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_editor_has_its_address() {
        let link = |editor: Editor| editor.link(Path::new("/hem/å b/x.md"), 12, 3);
        assert_eq!(link(Editor::Vscode), "vscode://file/hem/%C3%A5%20b/x.md:12:3");
        assert_eq!(link(Editor::Zed), "zed://file/hem/%C3%A5%20b/x.md:12:3");
        assert_eq!(link(Editor::Idea), "idea://open?file=/hem/%C3%A5%20b/x.md&line=12&column=3");
        assert_eq!(link(Editor::Textmate), "txmt://open?url=file:///hem/%C3%A5%20b/x.md&line=12&column=3");
        assert_eq!(Editor::Vscode.link(Path::new("C:\\a\\x.md"), 1, 1), "vscode://file/C:/a/x.md:1:1");
        for editor in Editor::ALL {
            assert_eq!(Editor::of(editor.name()), Some(editor));
        }
    }
}

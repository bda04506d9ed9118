//! The tables of WAI-ARIA, read once from the text files beside this one.

mod implicit;

pub(super) use implicit::implicit;

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A role.
#[derive(Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Each is a thing that a role has or lacks.
pub(super) struct Role {
    pub(super) name: &'static str,
    /// The content may give the name.
    pub(super) by_content: bool,
    /// Nobody may give it a name.
    pub(super) unnamed: bool,
    pub(super) widget: bool,
    /// What is in it is not exposed.
    pub(super) opaque: bool,
    /// What it is a kind of.
    kinds: Vec<&'static str>,
    pub(super) needs: Vec<&'static str>,
    takes: Vec<&'static str>,
    /// The roles that it must stand in one of.
    pub(super) within: Vec<&'static str>,
    /// The roles that may stand in it, when there are only some.
    pub(super) owns: Vec<&'static str>,
}

impl Role {
    /// Whether it is a role, or a kind of it.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name || self.kinds.contains(&name)
    }

    /// Whether it has no meaning of its own.
    pub(super) fn is_none(&self) -> bool {
        matches!(self.name, "none" | "presentation")
    }

    /// Whether an attribute (without `aria-`) has a meaning on it, beside the global ones.
    pub(super) fn takes(&self, attribute: &str) -> bool {
        self.takes.contains(&attribute) || self.needs.contains(&attribute)
    }
}

/// What the value of an attribute may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Boolean,
    Maybe,
    Tristate,
    Token,
    Tokens,
    Text,
    Id,
    Ids,
    Integer,
    Number,
}

/// A state or property.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Property {
    pub(super) kind: Kind,
    pub(super) global: bool,
    /// The specification says what any other value means.
    pub(super) open: bool,
    pub(super) values: Vec<&'static str>,
}

static ROLES: LazyLock<BTreeMap<&'static str, Role>> = LazyLock::new(|| {
    let lines = include_str!("roles.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| (line.split(' ').next().unwrap_or(""), role(line))).collect()
});

static PROPERTIES: LazyLock<BTreeMap<&'static str, Property>> = LazyLock::new(|| {
    let lines =
        include_str!("attributes.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.filter_map(|line| Some((line.split(' ').next()?, property(line)?))).collect()
});

fn role(line: &'static str) -> Role {
    let mut words = line.split(' ');
    let mut role = Role { name: words.next().unwrap_or(""), ..Role::default() };
    for word in words {
        let (key, value) = word.split_once(':').unwrap_or((word, ""));
        let list = || value.split(',').collect();
        match key {
            "name" => {
                role.by_content = value == "content";
                role.unnamed = value == "no";
            }
            "widget" => role.widget = true,
            "opaque" => role.opaque = true,
            "is" => role.kinds = list(),
            "needs" => role.needs = list(),
            "takes" => role.takes = list(),
            "in" => role.within = list(),
            "owns" => role.owns = list(),
            _ => {}
        }
    }
    role
}

fn property(line: &'static str) -> Option<Property> {
    let mut words = line.split(' ').skip(1);
    let kind = match words.next()? {
        "boolean" => Kind::Boolean,
        "maybe" => Kind::Maybe,
        "tristate" => Kind::Tristate,
        "token" => Kind::Token,
        "tokens" => Kind::Tokens,
        "text" => Kind::Text,
        "id" => Kind::Id,
        "ids" => Kind::Ids,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        _ => return None,
    };
    let words: Vec<&str> = words.collect();
    let has = |flag: &str| words.contains(&flag);
    let values = words.iter().copied().filter(|word| !matches!(*word, "global" | "open")).collect();
    Some(Property { kind, global: has("global"), open: has("open"), values })
}

/// A role by its name, whatever the case of the letters.
pub(super) fn find(name: &str) -> Option<&'static Role> {
    ROLES.get(name).or_else(|| ROLES.get(name.to_ascii_lowercase().as_str()))
}

/// A state or property by its name, without `aria-`.
pub(super) fn property_of(name: &str) -> Option<&'static Property> {
    PROPERTIES.get(name)
}

/// The name of the state or property that is nearest to a misspelt one.
pub(super) fn nearest_property(name: &str) -> Option<&'static str> {
    nearest(name, PROPERTIES.keys().copied())
}

/// The role that is nearest to a misspelt one.
pub(super) fn nearest_role(name: &str) -> Option<&'static str> {
    nearest(name, ROLES.keys().copied())
}

fn nearest(name: &str, all: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    all.map(|known| (strsim::osa_distance(&name.to_ascii_lowercase(), known), known))
        .filter(|(distance, _)| *distance <= 2 && distance * 3 <= name.chars().count())
        .min()
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_hold_together() {
        assert!(ROLES.len() > 120 && PROPERTIES.len() > 50);
        for role in ROLES.values() {
            for name in role.kinds.iter().chain(&role.within).chain(&role.owns) {
                assert!(ROLES.contains_key(name), "{} speaks of {name}", role.name);
            }
            for name in role.needs.iter().chain(&role.takes) {
                assert!(PROPERTIES.contains_key(name), "{} speaks of {name}", role.name);
                assert!(
                    PROPERTIES.get(name).is_some_and(|p| !p.global) || role.needs.contains(name),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn some_facts_of_the_specification() {
        let role = |name: &str| find(name).expect("a role");
        assert!(
            role("doc-biblioref").is("link") && role("switch").is("checkbox") && !role("link").is("button")
        );
        assert!(role("button").by_content && role("button").opaque && role("button").takes("pressed"));
        assert!(!role("textbox").by_content && role("textbox").widget);
        assert!(role("generic").unnamed && role("paragraph").unnamed && !role("region").unnamed);
        assert_eq!(role("heading").needs, ["level"]);
        assert_eq!(role("tab").within, ["tablist"]);
        assert_eq!(find("BUTTON").map(|r| r.name), Some("button"));
        assert_eq!(find("widget"), None, "abstract");
        assert_eq!(nearest_property("labeledby"), Some("labelledby"));
        assert_eq!(nearest_role("buton"), Some("button"));
        assert_eq!(nearest_role("xyz"), None);
    }
}

//! JSON Schema (draft 2020-12) of front matter, so that an editor completes and checks while one writes.

use super::fields::{Field, Kind, Need, Shape};
use crate::language::Lang;
use serde_json::{Map, Value, json};

/// The schema of a shape, with help in a language. Every name of a field is accepted, as the reader does; the name in
/// the language has the help, the others point to it.
pub fn of(shape: &Shape, lang: Lang) -> Value {
    let mut schema = object(shape, lang);
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        map.insert("title".into(), json!(shape.title.raw(lang)));
    }
    schema
}

fn object(shape: &Shape, lang: Lang) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (field, need) in shape.fields {
        let main = field.key(lang);
        properties.insert(main.to_owned(), property(field, lang));
        let names = [field.name, field.sv].into_iter().chain(field.also.iter().copied());
        for other in names.filter(|name| *name != main) {
            properties
                .entry(other.to_owned())
                .or_insert_with(|| json!({ "$comment": main, "deprecated": true }));
        }
        // A required field may be under any of its names, so what is required is told by `check`, not by the schema,
        // unless there is only one name.
        if *need == Need::Required && field.name == field.sv && field.also.is_empty() {
            required.push(main);
        }
    }
    json!({ "type": "object", "properties": properties, "required": required })
}

fn property(field: &Field, lang: Lang) -> Value {
    let mut value = kind(field.kind, lang);
    if let Some(map) = value.as_object_mut() {
        map.insert("description".into(), json!(field.doc.raw(lang)));
        map.insert("examples".into(), json!([field.example.raw(lang)]));
    }
    value
}

fn kind(kind: Kind, lang: Lang) -> Value {
    let text_or_list = json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": ["string", "number"] } }] });
    match kind {
        Kind::Text | Kind::Hours | Kind::Language | Kind::Money => {
            json!({ "type": ["string", "number", "null"] })
        }
        Kind::Integer => json!({ "type": ["integer", "null"], "minimum": 0 }),
        Kind::Date => json!({ "type": ["string", "null"], "format": "date" }),
        Kind::Answer => json!({ "type": ["boolean", "string", "null"] }),
        Kind::Choice(choices) => json!({ "enum": choices.iter().map(|c| c.word(lang)).collect::<Vec<_>>() }),
        Kind::Names | Kind::Texts => text_or_list,
        Kind::Pairs => json!({ "type": "object", "additionalProperties": { "type": ["string", "number"] } }),
        Kind::Table => {
            json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "array" } }] })
        }
        Kind::Group(shape) => match shape.main {
            Some(_) => json!({ "anyOf": [object(shape, lang), { "type": "string" }] }),
            None => object(shape, lang),
        },
        Kind::Groups(shape) => json!({ "type": "array", "items": self::kind(Kind::Group(shape), lang) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_gives_a_schema_with_help() {
        for shape in super::super::fields::shapes() {
            for lang in Lang::ALL {
                let schema = of(shape, lang);
                let properties = schema["properties"].as_object().expect("properties");
                for (field, _) in shape.fields {
                    assert_eq!(
                        properties[field.key(lang)]["description"],
                        field.doc.raw(lang),
                        "{}",
                        shape.name
                    );
                }
            }
        }
    }
}

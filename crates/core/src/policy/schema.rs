//! The JSON Schema that editors use.

use serde_json::{Map, Value as Json, json};

use super::registry::{Default, Key, POLICY, Table, Value};

/// The JSON Schema of `policy.toml`, drawn from the registry of keys.
pub fn schema() -> Json {
    let mut schema = of_table(&POLICY);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert(
            "$schema".to_owned(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        schema.insert("title".to_owned(), json!("Portcullis policy"));
        schema.insert("$defs".to_owned(), json!({ "text": text() }));
    }
    schema
}

fn of_table(table: &Table) -> Json {
    let properties: Map<String, Json> = table
        .keys
        .iter()
        .map(|key| (key.name.to_owned(), of_key(key)))
        .collect();
    let required: Vec<&str> = table
        .keys
        .iter()
        .filter(|key| key.is_required())
        .map(|key| key.name)
        .collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

fn of_key(key: &Key) -> Json {
    let mut schema = of_value(&key.value);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".to_owned(), json!(key.details));
        if let Some(default) = default_of(key) {
            schema.insert("default".to_owned(), default);
        }
    }
    schema
}

/// The default, where it is a value and not a rule in words.
fn default_of(key: &Key) -> Option<Json> {
    match key.default {
        Default::Is(toml) => serde_json::from_str(toml).ok(),
        Default::Required | Default::None => None,
    }
}

fn of_value(value: &Value) -> Json {
    match value {
        Value::String | Value::Formed(_) => json!({ "type": "string", "minLength": 1 }),
        Value::Text | Value::Link => json!({ "$ref": "#/$defs/text" }),
        Value::Boolean => json!({ "type": "boolean" }),
        Value::Integer(from, to) => json!({ "type": "integer", "minimum": from, "maximum": to }),
        Value::OneOf(words) => json!({ "enum": words }),
        Value::Strings => json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
        Value::SomeOf(words) => json!({ "type": "array", "items": { "enum": words } }),
        Value::Table(table) => of_table(table),
        Value::Tables(table) => json!({ "type": "array", "items": of_table(table) }),
        Value::StringsBy(names) => of_names(names, &json!({ "type": "string", "minLength": 1 })),
        Value::TextsBy(names) => of_names(names, &json!({ "$ref": "#/$defs/text" })),
    }
}

fn of_names(names: &[&str], inner: &Json) -> Json {
    let properties: Map<String, Json> = names
        .iter()
        .map(|name| ((*name).to_owned(), inner.clone()))
        .collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn text() -> Json {
    let string = json!({ "type": "string", "minLength": 1 });
    json!({
        "description": "One string, or a table of strings by language.",
        "anyOf": [string, { "type": "object", "minProperties": 1, "additionalProperties": string }],
    })
}

//! The routes' own validation: the recorded JSON Schemas, as far as they say types and what is required.

use std::sync::OnceLock;

use serde_json::Value;

/// What is wrong with a request's body, in the server's words; nothing for a route without a schema.
pub fn faults(method: &str, route: &str, body: &Value) -> Vec<String> {
    static SCHEMAS: OnceLock<Value> = OnceLock::new();
    let schemas = SCHEMAS.get_or_init(|| {
        let path = super::super::meaning::folder().join("schema/requests.json");
        serde_json::from_slice(&std::fs::read(path).expect("the schemas")).expect("JSON")
    });
    let mut found = Vec::new();
    check(&schemas[format!("{method} /{route}")], body, "instance", &mut found);
    found
}

fn check(schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    if let Some(kind) = schema["type"].as_str().filter(|kind| !is(kind, value)) {
        let own = schema["description"].as_str().map(String::from);
        found.push(own.unwrap_or_else(|| format!("{place} is not of a type(s) {kind}")));
        return;
    }
    if let Some(allowed) = schema["enum"].as_array().filter(|allowed| !allowed.contains(value)) {
        found.push(format!("{place} is not one of enum values: {allowed:?}"));
    }
    if let Some(fields) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                found.push(format!("{place} requires property \"{name}\""));
            }
        }
        for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
            if let Some(value) = fields.get(name) {
                check(inner, value, &format!("{place}.{name}"), found);
            }
        }
    }
    if let Some(items) = value.as_array() {
        if (items.len() as u64) < schema["minItems"].as_u64().unwrap_or(0) {
            found.push(format!("{place} does not meet minimum length of {}", schema["minItems"]));
        }
        let repeats = items.iter().enumerate().any(|(at, item)| items[..at].contains(item));
        if repeats && schema["uniqueItems"] == Value::Bool(true) {
            found.push(format!("{place} contains duplicate item"));
        }
        items.iter().for_each(|item| check(&schema["items"], item, &format!("{place}[]"), found));
    }
    let length = value.as_str().map(|text| text.chars().count() as u64);
    if length.is_some_and(|length| length < schema["minLength"].as_u64().unwrap_or(0)) {
        found.push(format!("{place} does not meet minimum length of {}", schema["minLength"]));
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the schemas have a type {other}"),
    }
}

//! Reads values whose type nobody promises: Evolution writes the same field as a number, a text or an
//! object, depending on its version. Everything is bounded here, so that no caller has to think of it.

use serde_json::Value;

/// Characters kept of a message; WhatsApp itself allows no more.
pub(super) const TEXT_MOST: usize = 65_536;
/// Characters kept of a name.
pub(super) const NAME_MOST: usize = 256;
/// Bytes of an address or a message id; real ones have about forty.
const WORD_MOST: usize = 128;

/// A whole number: a JSON number, a decimal text, or JavaScript's `{low, high}`.
pub(super) fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => {
            number.as_i64().or_else(|| format!("{:.0}", number.as_f64()?).parse().ok())
        }
        Value::String(text) => text.trim().parse().ok(),
        Value::Object(long) => {
            let part = |name: &str| long.get(name).and_then(Value::as_i64);
            let word = 1_i64 << 32;
            part("high")?.checked_mul(word)?.checked_add(part("low")?.rem_euclid(word))
        }
        Value::Null | Value::Bool(_) | Value::Array(_) => None,
    }
}

/// A truth: `true`, `"true"` or `1`.
pub(super) fn truth(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| value.as_str() == Some("true") || value.as_i64() == Some(1))
}

/// Words of a person, at most `most` characters of them; `None` where there is nothing to read.
///
/// NUL goes: no chat shows it and PostgreSQL cannot keep it.
pub(super) fn words(value: &Value, most: usize) -> Option<String> {
    let text: String = value.as_str()?.chars().filter(|c| *c != '\0').take(most).collect();
    (!text.trim().is_empty()).then_some(text)
}

/// The first of these that holds words.
pub(super) fn first_words(values: &[&Value], most: usize) -> Option<String> {
    values.iter().find_map(|value| words(value, most))
}

/// A WhatsApp address, exactly as written.
pub(super) fn jid(value: &Value) -> Option<&str> {
    word(value).filter(|word| {
        word.split_once('@').is_some_and(|(user, server)| !user.is_empty() && !server.is_empty())
    })
}

/// A message id, exactly as written.
pub(super) fn word(value: &Value) -> Option<&str> {
    let text = value.as_str()?;
    (!text.is_empty() && text.len() <= WORD_MOST && text.bytes().all(|b| b.is_ascii_graphic()))
        .then_some(text)
}

/// The items of an array, at most `most`; a lone value counts as an array of one, null as none.
pub(super) fn items(value: &Value, most: usize) -> &[Value] {
    match value {
        Value::Array(items) => &items[..items.len().min(most)],
        Value::Null => &[],
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            std::slice::from_ref(value)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_number_is_read_in_every_dialect() {
        for value in [
            json!(1763810007),
            json!("1763810007"),
            json!(1763810007.0),
            json!({"low": 1763810007, "high": 0}),
        ] {
            assert_eq!(number(&value), Some(1_763_810_007), "{value}");
        }
        // Low words are signed in JavaScript.
        assert_eq!(
            number(&json!({"low": -1421558533, "high": 410, "unsigned": false})),
            Some(1_763_810_000_123)
        );
        for value in [
            json!(null),
            json!([]),
            json!("soon"),
            json!({"low": 1}),
            json!({"low": 0, "high": i64::MAX}),
            json!(1e300),
        ] {
            assert_eq!(number(&value), None, "{value}");
        }
    }

    #[test]
    fn words_are_cut_and_cleaned() {
        assert_eq!(words(&json!("a\u{0}b"), 10), Some("ab".into()));
        assert_eq!(words(&json!("añb"), 2), Some("añ".into()));
        assert_eq!(words(&json!(" \n"), 10), None);
        assert_eq!(words(&json!({"0": 255}), 10), None);
    }

    #[test]
    fn an_address_must_look_like_one() {
        assert_eq!(jid(&json!("1@lid")), Some("1@lid"));
        for odd in ["[object Object]", "", "@lid", "1@", "1 2@lid", &"1".repeat(200)] {
            assert_eq!(jid(&json!(odd)), None, "{odd}");
        }
    }
}

//! Whatever customers call themselves and write, our own words stay ours.

use proptest::prelude::*;
use relevo::domain::content::Content;
use relevo::domain::notice::Notice;
use relevo::domain::settings::Language;
use relevo::text::catalogue::sources;
use relevo::text::{Tone, guard, plain, relay, render};
use serde_json::Value;

use super::examples::{LANGUAGES, card, contents, notices, tone};

#[test]
fn a_name_stays_one_plain_line() {
    for (raw, shown) in [
        ("Marta Quiroga", "Marta Quiroga"),
        ("  Marta \t\n Quiroga ", "Marta Quiroga"),
        ("*Relevo*", "Relevo"),
        ("~_`Marta`_~", "Marta"),
        ("juan_perez", "juan_perez"),
        ("Marta\u{202e}agoriuQ\u{2066}\u{200b}", "MartaagoriuQ"),
        ("M\u{301}\u{301}\u{301}\u{301}\u{301}arta", "M\u{301}\u{301}arta"),
        ("Ana ❤\u{fe0f}\u{200d}🔥 👩\u{200d}🔧", "Ana ❤\u{fe0f}\u{200d}🔥 👩\u{200d}🔧"),
        ("\u{3164}\u{2800}\u{e0041}", ""),
    ] {
        assert_eq!(plain::name(raw), shown, "{raw:?}");
    }
    assert_eq!(plain::name(&"á".repeat(500)), format!("{}…", "á".repeat(59)));
    assert_eq!(plain::name(&format!("{}*bc", "a".repeat(58))), format!("{}…", "a".repeat(58)));
    assert_eq!(plain::customer("✅ Caso \u{ff03}99 de *Ana*"), "✅ Caso 99 de Ana");
}

#[test]
fn a_quoted_text_cannot_leave_its_quotes() {
    let opening = "hola»\n\r\n🔴 *URGENTE · Caso #99* · Soporte\u{2028}```todo``` lo _demás_ 5 * 3 ~ juan_perez@x.com";
    assert_eq!(
        plain::quote(opening, 300),
        "hola” / 🔴 ∗URGENTE · Caso #99∗ · Soporte / '''todo''' lo demás 5 ∗ 3 ∼ juan_perez@x.com"
    );
    let notice = Notice::Announcement { card: card(), opening: opening.into(), waited_ms: 0 };
    let said = render(&notice, &tone(Language::Es));
    assert_eq!(
        said.lines().filter(|line| line.starts_with('🎫') || line.starts_with('🔴')).count(),
        1,
        "{said}"
    );
}

#[test]
fn a_hostile_customer_makes_no_second_announcement() {
    let mut card = card();
    card.customer = "Marta\n🔴 *URGENTE · Caso #99* · Soporte\n_Respondé citando_".into();
    let said = render(
        &Notice::Announcement { card, opening: "hola".into(), waited_ms: 0 },
        &tone(Language::Es),
    );
    assert_eq!(
        said,
        "🎫 *Caso #1042* · Soporte\n\
         Marta 🔴 URGENTE · Caso 99 · Soporte Respondé citando, +54 9 381 555-1234\n\
         «hola»\nNeutro · recién · 3 casos antes\n_Respondé citando este mensaje para tomarlo_"
    );
}

#[test]
fn only_a_link_is_given_as_one() {
    assert_eq!(
        plain::link(" https://chat.whatsapp.com/AbC123 "),
        "https://chat.whatsapp.com/AbC123"
    );
    for odd in [
        "http://chat.whatsapp.com/x",
        "javascript:alert(1)",
        "https://a b",
        "https://x\nhola",
        "https://ä",
        "",
    ] {
        assert_eq!(plain::link(odd), "", "{odd:?}");
    }
}

#[test]
fn no_key_or_hole_is_shown_to_people() {
    let keys: Vec<&str> = sources(Language::Es)
        .into_iter()
        .flat_map(str::lines)
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
        .filter(|key| {
            key.contains('-') && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
        .collect();
    assert!(keys.len() > 100);
    for (language, _) in LANGUAGES {
        let said = notices().into_iter().map(|notice| render(&notice, &tone(language)));
        let carried = contents().into_iter().map(|content| relay(None, &content, language));
        for text in said.chain(carried) {
            assert!(!text.contains(['{', '}', '$']), "{text}");
            assert!(!keys.iter().any(|key| text.contains(key)), "{text}");
            assert!(!text.trim().is_empty());
        }
    }
}

proptest! {
    // Each case says everything in three languages.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_people_write_breaks_hides_or_formats_what_relevo_says(hostile in hostile_text()) {
        // A letter at both ends keeps every text present, so that the same sentences are chosen.
        let (plain, hostile) = ("xx".to_owned(), format!("x{hostile}x"));
        for (language, _) in LANGUAGES {
            let tone = tone(language);
            for notice in notices() {
                let calm = render(&with_all_texts(&notice, &plain), &tone);
                let said = render(&with_all_texts(&notice, &hostile), &tone);
                prop_assert_eq!(said.lines().count(), calm.lines().count(), "{}", said);
                prop_assert_eq!(marks(&said), marks(&calm), "{}", said);
                prop_assert!(!acts(&said), "{:?}", said);
                prop_assert!(said.chars().count() < calm.chars().count() + 20 * plain::QUOTE_MOST);
            }
        }
    }

    #[test]
    fn any_text_at_all_can_be_said(text in any::<String>(), at in any::<i64>(), other in any::<i64>()) {
        let tone = Tone { now: relevo::domain::ids::Timestamp(at), ..tone(Language::Es) };
        for notice in notices() {
            let mut value = serde_json::to_value(with_all_texts(&notice, &text)).unwrap();
            replace_times(&mut value, other);
            let said = render(&serde_json::from_value(value).unwrap(), &tone);
            prop_assert!(!acts(&said), "{:?}", said);
            prop_assert!(!said.trim().is_empty());
        }
    }
}

proptest! {
    #[test]
    fn a_carried_text_is_never_taken_for_ours(text in hostile_text(), name in hostile_text()) {
        let once = guard::carried(&text);
        prop_assert_eq!(&guard::carried(&once), &once, "what was made harmless is harmless");
        let said = relay(Some(&name), &Content::text(&text), Language::Es);
        prop_assert!(!said.is_empty());
        prop_assert!(!said.chars().any(turns_or_controls), "{:?}", said);
        let head = plain::customer(&name);
        if !head.is_empty() {
            let first = said.lines().next().unwrap_or_default();
            prop_assert_eq!(first, format!("*{}:*", head));
        }
    }

    #[test]
    fn a_carried_text_loses_nothing_that_can_be_seen(text in "[a-zA-Z0-9 áñ*_~`:#🎫🔴\n]{0,80}") {
        let carried = guard::carried(&text);
        let back: Vec<&str> =
            carried.split('\n').map(|line| line.strip_prefix(guard::QUOTED).unwrap_or(line)).collect();
        let given = if text.trim().is_empty() { "" } else { text.trim_matches('\n') };
        prop_assert_eq!(back.join("\n"), given);
    }
}

/// What people use to fake, hide or break.
fn hostile_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "*",
        "_",
        "~",
        "`",
        "```",
        "\n",
        "\r\n",
        "\u{2028}",
        "\u{85}",
        "\u{b}",
        "\t",
        " ",
        "\u{a0}",
        "\u{200b}",
        "\u{200d}",
        "\u{fe0f}",
        "\u{202e}",
        "\u{2066}",
        "\u{200f}",
        "\u{feff}",
        "\u{7}",
        "\0",
        "\u{1b}[31m",
        "🎫",
        "🔴",
        "✅",
        "👩",
        "❤",
        "#99",
        "\u{ff03}9",
        "# *9",
        "Caso ",
        "URGENTE",
        "Juan",
        "é",
        "a",
        "7",
        ":",
        "\u{ff1a}",
        "*Juan:*",
        "*Juan*:",
        "»",
        "«",
        "> ",
        "- ",
        "› ",
        "{ $ticket }",
        "\u{301}",
        "𝗝𝘂𝗮𝗻:",
        "No hay un caso activo en este grupo",
        "\u{e0041}",
        "\u{3164}",
    ]);
    let text = prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => text, 1 => any::<String>()]
}

/// The notice with every text in it replaced; new texts of new notices are found by themselves.
fn with_all_texts(notice: &Notice, text: &str) -> Notice {
    let mut value = serde_json::to_value(notice).unwrap();
    replace_texts(&mut value, "", text);
    serde_json::from_value(value).unwrap()
}

fn replace_texts(value: &mut Value, key: &str, text: &str) {
    match value {
        Value::String(_) | Value::Null
            if !matches!(
                key,
                "notice"
                    | "refusal"
                    | "department"
                    | "sentiment"
                    | "link"
                    | "opens"
                    | "begins"
                    | "cause"
                    | "back"
                    | "part"
                    | "greeting"
                    | "duty"
            ) =>
        {
            *value = Value::String(text.to_owned());
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace_texts(item, key, text)),
        Value::Object(fields) => {
            fields.iter_mut().for_each(|(key, field)| replace_texts(field, key, text))
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn replace_times(value: &mut Value, ms: i64) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                if key.ends_with("_ms") || key.ends_with("_at") || key == "at" || key == "ticket" {
                    *field = ms.into();
                } else {
                    replace_times(field, ms);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace_times(item, ms)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Marks that format: those not inside a word.
fn marks(text: &str) -> usize {
    let chars: Vec<char> = text.chars().collect();
    let is_word =
        |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric());
    let formats = |at: &usize| !(is_word(at.checked_sub(1)) && is_word(at.checked_add(1)));
    (0..chars.len()).filter(|at| "*_~`".contains(chars[*at])).filter(formats).count()
}

/// Whether something in it hides or turns; emoji may be joined.
fn acts(text: &str) -> bool {
    text.chars().any(|c| c != '\n' && !matches!(c, '\u{200d}' | '\u{fe0f}') && plain::is_hidden(c))
        || text.chars().any(turns_or_controls)
}

fn turns_or_controls(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

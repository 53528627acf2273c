//! Everything that Relevo says, printed once per language, to be read by people.

use std::fmt::Write;

use relevo::domain::notice::Notice;
use relevo::domain::phone::PhoneError;
use relevo::domain::settings::Language;
use relevo::text;

use super::examples::{contents, notices, tone};

#[test]
fn everything_is_said_well_in_spanish() {
    insta::assert_snapshot!("spanish", everything(Language::Es));
}

#[test]
fn everything_is_said_well_in_portuguese() {
    insta::assert_snapshot!("portuguese", everything(Language::Pt));
}

#[test]
fn everything_is_said_well_in_english() {
    insta::assert_snapshot!("english", everything(Language::En));
}

#[test]
fn the_texts_that_were_promised_are_there_word_for_word() {
    let said = everything(Language::Es);
    for promised in [
        "✅ Caso #123 asignado a Juan Pérez → Chat soporte Juan N°2",
        "Todos los grupos del agente están ocupados",
        "No hay un caso activo en este grupo",
        "Respondé citando este mensaje para tomarlo",
        "🔴 *URGENTE",
        "LISTO",
    ] {
        assert!(said.contains(promised), "{promised}");
    }
}

fn everything(language: Language) -> String {
    let tone = tone(language);
    let mut all = String::new();
    for notice in notices() {
        write!(all, "── {} ──\n{}\n\n", kind(&notice), text::render(&notice, &tone)).unwrap();
    }
    for content in contents() {
        writeln!(
            all,
            "── relayed ──\n{}\n",
            text::relay(Some("Marta Quiroga"), &content, language)
        )
        .unwrap();
    }
    for error in [
        PhoneError::Empty,
        PhoneError::Character('m'),
        PhoneError::Character('\u{202e}'),
        PhoneError::TooShort { digits: 8, missing: 2 },
        PhoneError::TooShort { digits: 9, missing: 1 },
        PhoneError::TooLong,
        PhoneError::Impossible,
    ] {
        writeln!(all, "── phone ──\n{}\n", text::phone(&error, &tone)).unwrap();
    }
    all
}

/// The name of the variant, and of the refusal in it.
fn kind(notice: &Notice) -> String {
    let name = |debug: String| debug.split([' ', '{']).next().unwrap_or_default().to_owned();
    if let Notice::Refused { refusal } = notice {
        return format!("Refused: {}", name(format!("{refusal:?}")));
    }
    name(format!("{notice:?}"))
}

//! Carried messages: as written, and never taken for something of ours.

use relevo::domain::content::{ContactCard, Content};
use relevo::domain::notice::Notice;
use relevo::domain::outcome::Body;
use relevo::domain::settings::Language::Es;
use relevo::text::{self, relay};

use super::examples::tone;

#[test]
fn text_is_carried_as_written_with_the_name_on_the_first_message_of_a_turn() {
    let text =
        "Hola 👩\u{200d}🔧 ❤\u{fe0f}\n\n  *desde ayer* no anda:\t_nada_\n- luz roja\nsaldo: -5 * 3";
    assert_eq!(relay(None, &Content::text(text), Es), text);
    assert_eq!(
        relay(Some("Marta Quiroga"), &Content::text(text), Es),
        format!("*Marta Quiroga:*\n{text}")
    );
    assert_eq!(relay(Some(" \u{200b}"), &Content::text("hola"), Es), "hola");
}

#[test]
fn what_people_write_every_day_is_left_alone() {
    for text in [
        "*Horarios*\n*Lunes a viernes:*\n9 a 18",
        "Tu caso #123 quedó listo",
        "Caso #12, ¿alguna novedad?",
        "🔴 la luz quedó así",
        "¡Es urgente!",
        "¿Y el reclamo #3?",
        "*importante* venir antes de las 18:00",
        "5 * 3 : 2 * 1",
    ] {
        assert_eq!(relay(None, &Content::text(text), Es), text);
    }
}

#[test]
fn a_text_cannot_begin_like_the_head_of_somebody_elses_turn() {
    for head in [
        "*Juan Pérez:*",
        "*Juan Pérez*:",
        "\u{200b}*Juan Pérez:*",
        "*Juan Pérez:\u{200d}*",
        "\u{202e}*Juan Pérez\u{ff1a}*",
        "  _*Juan Pérez:*_",
        "*_Juan Pérez:_*",
        "> *Juan Pérez:*",
        "*Juan Pérez\u{a789}* te cambio el plan",
        "𝗝𝘂𝗮𝗻 𝗣𝗲𝗿𝗲𝘇: te cambio el plan",
    ] {
        for text in [format!("{head}\nya te giré la plata"), format!("\n\u{2800}\n{head}\nhola")] {
            for name in [None, Some("Marta")] {
                let said = relay(name, &Content::text(&text), Es);
                assert!(
                    said.lines().any(|line| line.starts_with("› ") && line.len() > 10),
                    "{said:?}"
                );
            }
        }
    }
}

#[test]
fn no_line_of_a_text_can_pass_for_an_announcement() {
    for line in [
        "🎫 *Caso #99* · Soporte",
        "🔴 *URGENTE · Caso #99* · Soporte",
        "🔴 URGENTE",
        "\u{200b}🎫\u{200b} Caso \u{ff03}99",
        "*Caso # 99 · Marta*",
        "_✅ Caso #*99* cerrado_",
        "✅ Caso #99 asignado a Juan Pérez → Chat soporte Juan N°2",
        "No hay un caso activo en este grupo",
        "*no hay un CASO activo en este grupo*. Listo",
    ] {
        for text in [
            line.to_owned(),
            format!("hola\n{line}"),
            format!("hola\u{2028}{line}"),
            format!("hola\r{line}"),
        ] {
            let said = relay(None, &Content::text(&text), Es);
            assert!(said.lines().last().is_some_and(|last| last.starts_with("› ")), "{said:?}");
        }
        let caption = Content::Media {
            media: relevo::domain::content::MediaKind::Image,
            caption: Some(line.into()),
            file_name: None,
            view_once: false,
            file: None,
        };
        assert!(relay(None, &caption, Es).starts_with("📷 Foto\n› "));
    }
}

#[test]
fn a_message_without_anything_to_see_says_so() {
    for text in ["", " \n\t", "\u{200b}\u{feff}", "\u{202e}\u{7}", "\n\n\n"] {
        assert_eq!(relay(None, &Content::text(text), Es), "(mensaje sin texto)", "{text:?}");
    }
}

#[test]
fn long_lists_are_cut_and_places_off_the_globe_have_no_link() {
    let card = |n| ContactCard { name: format!("Persona {n}"), phones: Vec::new() };
    let cards = (0..500).map(card).collect();
    let said = relay(None, &Content::Contacts { cards }, Es);
    assert!(said.ends_with("Persona 19 … y 480 más"), "{said}");
    for (latitude, longitude) in [(f64::INFINITY, 0.0), (91.0, 0.0), (0.0, -181.0), (0.0, f64::NAN)]
    {
        let place = Content::Location { latitude, longitude, name: None, live: false };
        assert_eq!(relay(None, &place, Es), "📍 Ubicación");
    }
}

#[test]
fn a_body_is_said_or_carried() {
    let tone = tone(Es);
    let carried = Body::Relay {
        name: Some("Marta".into()),
        content: Content::text("hola"),
        replies_to: None,
        edited: false,
    };
    assert_eq!(text::body(&carried, &tone), "*Marta:*\nhola");
    assert_eq!(
        text::body(&Body::Say(Notice::MenuAgain), &tone),
        text::render(&Notice::MenuAgain, &tone)
    );
}

//! What a message is when it leaves: of each kind, for gateways that can do more or less.

use proptest::prelude::*;
use relevo::domain::capabilities::Capabilities;
use relevo::domain::cargo::{Cargo, MessageRef, Target};
use relevo::domain::content::{ContactCard, Content, MediaKind};
use relevo::domain::file::FileRef;
use relevo::domain::identity::Identity;
use relevo::domain::ids::Timestamp;
use relevo::domain::outcome::{Body, QuoteRef};
use relevo::domain::settings::Language;
use relevo::text::Tone;
use relevo::text::parcel::{Parcel, parcels, split};

fn tone() -> Tone {
    Tone::new(Language::Es, "UTC", Timestamp(1_780_000_000_000))
}

fn relay(name: Option<&str>, content: Content) -> Body {
    Body::Relay { name: name.map(Into::into), content, replies_to: None, edited: false }
}

fn leaves(body: &Body, gateway: &Capabilities) -> Vec<Parcel> {
    parcels(body, None, &tone(), gateway)
}

fn file() -> FileRef {
    FileRef::new(&"1@s.whatsapp.net".into(), &"A".into(), "A")
}

fn media(media: MediaKind, caption: Option<&str>) -> Content {
    Content::Media {
        media,
        caption: caption.map(Into::into),
        file_name: Some("factura.pdf".into()),
        view_once: false,
        file: Some(file()),
    }
}

fn of() -> MessageRef {
    MessageRef { id: Target::Known("A".into()), from_us: true, author: Identity::default() }
}

fn quote() -> QuoteRef {
    QuoteRef {
        id: Target::Known("Q".into()),
        from_us: false,
        author: Identity::default(),
        text: "¿cuál botón?".into(),
    }
}

/// The kind and caption of a part that is a file.
fn as_file(parcel: &Parcel) -> Option<(MediaKind, Option<&str>)> {
    match &parcel.cargo {
        Some(Cargo::File { media, caption, .. }) => Some((*media, caption.as_deref())),
        _ => None,
    }
}

#[test]
fn a_file_keeps_its_kind_name_and_caption_and_says_in_words_what_it_would_be() {
    let body = relay(Some("Marta"), media(MediaKind::Document, Some("la de octubre")));
    let all = leaves(&body, &Capabilities::ALL);
    let [only] = &all[..] else { panic!("{all:?}") };
    assert_eq!(as_file(only), Some((MediaKind::Document, Some("*Marta:*\nla de octubre"))));
    assert!(
        matches!(&only.cargo, Some(Cargo::File { file_name: Some(name), .. }) if name == "factura.pdf")
    );
    assert_eq!(
        only.text,
        "*Marta:*\n📄 Documento: factura.pdf (no se pudo pasar el archivo)\nla de octubre"
    );
}

#[test]
fn a_voice_note_stays_one_and_bears_no_words() {
    let body = relay(Some("Marta"), media(MediaKind::Voice, None));
    let all = leaves(&body, &Capabilities::ALL);
    assert_eq!(all.iter().map(as_file).collect::<Vec<_>>(), [Some((MediaKind::Voice, None))]);
}

#[test]
fn a_kind_that_a_gateway_does_not_have_goes_as_the_nearest_that_it_has() {
    let poor = Capabilities {
        kinds: &[MediaKind::Image, MediaKind::Video, MediaKind::Audio, MediaKind::Document],
        ..Capabilities::ALL
    };
    for (kind, sent_as) in [
        (MediaKind::Gif, MediaKind::Video),
        (MediaKind::VideoNote, MediaKind::Video),
        (MediaKind::Voice, MediaKind::Audio),
        (MediaKind::Sticker, MediaKind::Image),
        (MediaKind::Document, MediaKind::Document),
    ] {
        let all = leaves(&relay(None, media(kind, None)), &poor);
        assert_eq!(as_file(&all[0]).map(|(kind, _)| kind), Some(sent_as), "{kind:?}");
    }
    let bare = Capabilities { files: false, ..Capabilities::ALL };
    let all = leaves(&relay(None, media(MediaKind::Image, Some("mirá"))), &bare);
    assert_eq!((all[0].text.as_str(), &all[0].cargo), ("📷 Foto: factura.pdf\nmirá", &None));
}

#[test]
fn a_file_that_is_too_large_is_told_before_anybody_fetches_it() {
    let large = FileRef { size: Some(u64::MAX), ..file() };
    let content = Content::Media {
        media: MediaKind::Video,
        caption: None,
        file_name: None,
        view_once: false,
        file: Some(large),
    };
    let all = leaves(&relay(None, content), &Capabilities::ALL);
    assert_eq!(all[0].cargo, None);
    assert_eq!(all[0].text, "🎬 Video (el archivo es demasiado grande para pasarlo)");
}

#[test]
fn a_caption_that_is_too_long_follows_its_file() {
    let words = "palabra ".repeat(200);
    let all = leaves(&relay(None, media(MediaKind::Image, Some(&words))), &Capabilities::ALL);
    assert_eq!(all.len(), 2);
    assert_eq!(as_file(&all[0]), Some((MediaKind::Image, None)));
    assert_eq!(all[1].text.trim(), words.trim());
    assert!(all[0].quotes && !all[1].quotes, "only the first part bears the quote");
}

#[test]
fn what_cannot_show_a_quote_has_it_told_before_it() {
    let mute = Capabilities { quoting_kinds: &[], quoting_contacts: false, ..Capabilities::ALL };
    let cards = vec![ContactCard { name: "Ana".into(), phones: vec!["3815551234".into()] }];
    for content in [media(MediaKind::Voice, None), Content::Contacts { cards }] {
        let body = relay(None, content);
        let all = parcels(&body, Some(&quote()), &tone(), &mute);
        assert_eq!(all.len(), 2, "{all:?}");
        assert_eq!((all[0].text.as_str(), all[0].quotes), ("↪ «¿cuál botón?»", true));
        assert!(all[1].cargo.is_some());
        let all = parcels(&body, Some(&quote()), &tone(), &Capabilities::ALL);
        assert_eq!(all.len(), 1, "{all:?}");
    }
}

#[test]
fn a_contact_without_a_number_is_told() {
    let cards = vec![ContactCard { name: "Ana".into(), phones: Vec::new() }];
    let all = leaves(&relay(None, Content::Contacts { cards }), &Capabilities::ALL);
    assert_eq!((all[0].text.as_str(), &all[0].cargo), ("👤 Contacto: Ana", &None));
}

#[test]
fn a_place_is_a_place_and_off_the_globe_it_is_words() {
    let place = |latitude| Content::Location {
        latitude,
        longitude: -65.2,
        name: Some("Mi casa #9".into()),
        live: false,
    };
    let all = leaves(&relay(None, place(-26.8)), &Capabilities::ALL);
    assert!(
        matches!(&all[0].cargo, Some(Cargo::Location { name: Some(name), .. }) if name == "Mi casa 9"),
        "{all:?}"
    );
    let all = leaves(&relay(None, place(f64::NAN)), &Capabilities::ALL);
    assert_eq!(all[0].cargo, None);
}

#[test]
fn a_view_once_picture_says_so() {
    let content = Content::Media {
        media: MediaKind::Image,
        caption: Some("mirá".into()),
        file_name: None,
        view_once: true,
        file: Some(file()),
    };
    let all = leaves(&relay(None, content), &Capabilities::ALL);
    assert_eq!(
        as_file(&all[0]),
        Some((MediaKind::Image, Some("🔒 📷 Foto, para ver una sola vez\nmirá")))
    );
}

#[test]
fn changes_are_changes_with_words_for_gateways_that_cannot() {
    let changed = |content| Body::Changed { of: of(), name: Some("Marta".into()), content };
    let all = leaves(&changed(Content::text("bien")), &Capabilities::ALL);
    assert!(
        matches!(&all[0].cargo, Some(Cargo::Edit { text, .. }) if text == "*Marta:*\nbien"),
        "{all:?}"
    );
    assert_eq!(all[0].text, "✏️ Ahora dice:\n*Marta:*\nbien");
    let all = leaves(&changed(media(MediaKind::Image, Some("bien"))), &Capabilities::ALL);
    assert!(matches!(&all[0].cargo, Some(Cargo::Edit { text, .. }) if text == "*Marta:*\nbien"));
    let all = leaves(&changed(Content::text("x".repeat(9_000))), &Capabilities::ALL);
    assert!(all.len() > 2 && all.iter().all(|part| part.cargo.is_none()));

    let deleted = Body::Deleted { of: of(), excerpt: "secreto".into() };
    let all = leaves(&deleted, &Capabilities::ALL);
    assert!(matches!(&all[0].cargo, Some(Cargo::Revoke { .. })));
    assert!(!all[0].text.contains("secreto"), "{}", all[0].text);

    let reacted =
        |emoji: &str| Body::Reacted { of: of(), emoji: emoji.into(), excerpt: "hola".into() };
    assert_eq!(leaves(&reacted("👍"), &Capabilities::ALL)[0].text, "Reaccionó 👍 a «hola»");
    assert_eq!(
        leaves(&reacted(""), &Capabilities::ALL)[0].text,
        "",
        "what was taken back needs no words"
    );
    let mark = Body::Mark { of: of(), emoji: "✅".into() };
    assert_eq!(leaves(&mark, &Capabilities::ALL)[0].text, "", "a mark is never told in words");
}

#[test]
fn what_was_changed_or_deleted_before_it_was_shown_says_so() {
    let edited = Body::Relay {
        name: Some("Marta".into()),
        content: Content::text("vivo en Salta 1000"),
        replies_to: Some("¿dónde vive?".into()),
        edited: true,
    };
    assert_eq!(
        leaves(&edited, &Capabilities::ALL)[0].text,
        "*Marta:*\n↪ «¿dónde vive?»\nvivo en Salta 1000\n_(editado)_"
    );
    let gone = Body::Gone { name: None };
    assert_eq!(
        leaves(&gone, &Capabilities::ALL)[0].text,
        "🚫 _Mensaje eliminado por quien lo escribió_"
    );
}

proptest! {
    #[test]
    fn no_part_is_too_long_and_no_word_is_lost(text in "(\\PC{0,40}[ \n.]){0,40}", most in 20_usize..200) {
        let parts = split(&text, most);
        for part in &parts {
            prop_assert!(part.chars().count() <= most, "{} of {most}", part.chars().count());
        }
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).collect()
        };
        prop_assert_eq!(letters(&parts.concat()), letters(&text));
    }
}

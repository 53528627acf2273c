//! The page about kinds of message says what the gateways say of themselves.

use std::sync::Arc;

use relevo::domain::capabilities::Capabilities;
use relevo::domain::content::MediaKind;
use relevo::gateway::Gateway;
use relevo::gateway::evolution::{Evolution, EvolutionConfig};

const PAGE: &str = include_str!("../../../src/docs/messages.md");

#[test]
fn the_table_of_kinds_is_what_the_gateways_can_do() {
    let written = PAGE
        .split_once("<!-- carried -->\n")
        .and_then(|(_, rest)| rest.split_once("<!-- /carried -->"))
        .map(|(table, _)| table)
        .expect("the page has the table");
    let config = EvolutionConfig {
        base_url: "http://localhost:8080".into(),
        instance: "relevo".into(),
        api_key: "key".into(),
    };
    let evolution: Arc<dyn Gateway> = Arc::new(Evolution::new(&config).unwrap());
    assert_eq!(written, table(&[Capabilities::ALL, evolution.capabilities()]));
}

/// The table, of the simulator (all that WhatsApp can do) and Evolution.
fn table(gateways: &[Capabilities; 2]) -> String {
    let mut lines = vec!["| | Simulator | Evolution API |".to_owned(), "|---|---|---|".to_owned()];
    let mut row = |what: &str, of: &dyn Fn(&Capabilities) -> String| {
        lines.push(format!("| {what} | {} | {} |", of(&gateways[0]), of(&gateways[1])));
    };
    let yes = |can: bool| if can { "✓" } else { "no" }.to_owned();
    row("Text, with its formatting and links", &|_| yes(true));
    for (what, kind) in [
        ("Image", MediaKind::Image),
        ("Video", MediaKind::Video),
        ("GIF", MediaKind::Gif),
        ("Video note", MediaKind::VideoNote),
        ("Voice note", MediaKind::Voice),
        ("Audio", MediaKind::Audio),
        ("Document", MediaKind::Document),
        ("Sticker", MediaKind::Sticker),
    ] {
        row(what, &|can| match (can.files && can.kinds.contains(&kind), kind) {
            (true, _) => yes(true),
            (false, MediaKind::Gif | MediaKind::VideoNote) => "as a video".to_owned(),
            (false, _) => "as a document".to_owned(),
        });
    }
    row("Location", &|can| yes(can.locations));
    row("Contacts", &|can| yes(can.contacts));
    row("Reply with a text", &|_| yes(true));
    let quoting = |can: bool| if can { "✓" } else { "in words before it" }.to_owned();
    row("Reply with an image", &|can| quoting(can.quoting_kinds.contains(&MediaKind::Image)));
    row("Reply with a voice note", &|can| quoting(can.quoting_kinds.contains(&MediaKind::Voice)));
    row("Reply with contacts", &|can| quoting(can.quoting_contacts));
    let within = |ms: Option<i64>| match ms {
        Some(ms) if ms < 3_600_000 => format!("{} min", ms / 60_000),
        Some(ms) => format!("{} h", ms / 3_600_000),
        None => "in words".to_owned(),
    };
    row("Edit of a text or caption", &|can| within(can.edit_within_ms));
    row("Deletion for everyone", &|can| within(can.revoke_within_ms));
    row("Reaction", &|can| yes(can.reactions));
    row("Read marks to the customer", &|can| yes(can.read_marks));
    row("«Is writing …»", &|can| yes(can.typing));
    row("Ids made by us: a retry is the same message", &|can| yes(can.client_ids));
    row("Longest text, in characters", &|can| can.text_most.to_string());
    row("Longest text below a file", &|can| can.caption_most.to_string());
    row("Largest file", &|can| format!("{} MiB", can.file_most / 1024 / 1024));
    lines.join("\n") + "\n"
}

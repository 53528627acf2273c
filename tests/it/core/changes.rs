//! Quotes, edits, deletions and reactions, from one side of a case to the other.

use relevo::domain::cargo::{CopyRef, MessageRef, Target};
use relevo::domain::content::{Content, MediaKind};
use relevo::domain::event::Event;
use relevo::domain::file::FileRef;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{TicketNo, Timestamp, WaId};
use relevo::domain::notice::Notice;
use relevo::domain::outcome::{Body, Send};
use relevo::domain::settings::IntakeMode;
use relevo::domain::ticket::{Cited, Side};

use super::desk::{ANA, Desk, GROUP, HUGO, MARTA, slot_chat};

fn desk() -> Desk {
    Desk::new(true, IntakeMode::Direct)
}

fn slot() -> String {
    slot_chat(1).to_string()
}

/// What left for a chat since the last look.
fn sent(desk: &Desk, chat: &str) -> Vec<Send> {
    desk.sends.iter().filter(|send| send.chat.as_str() == chat).cloned().collect()
}

fn known(id: &WaId) -> Target {
    Target::Known(id.clone())
}

/// Message `seq` of the first case, as it was carried over.
fn ours(seq: u32) -> MessageRef {
    let copy = CopyRef { ticket: TicketNo(1), seq, part: 0 };
    MessageRef { id: Target::Copy(copy), from_us: true, author: Identity::default() }
}

#[test]
fn a_customers_reply_quotes_what_the_agent_wrote_where_the_agent_wrote_it() {
    let mut desk = desk();
    desk.case();
    let answer = desk.says(&slot(), ANA, "reinicie el router", None);
    let copy = desk.deliver_all().remove(0);
    desk.look_away();
    desk.says(MARTA, MARTA, "¿cuál botón?", Some(&copy));
    let shown = sent(&desk, &slot()).remove(0);
    let quote = shown.quote.unwrap();
    assert_eq!(quote.id, known(&answer.id));
    assert_eq!((quote.from_us, &*quote.text), (false, "reinicie el router"));
    assert_eq!(quote.author, Identity::from_jid(ANA));
}

#[test]
fn a_customers_reply_to_their_own_message_quotes_its_copy_also_when_it_came_before_the_claim() {
    let mut desk = desk();
    let (_, quote) = desk.ticket(MARTA);
    let first = WaId::from("P1");
    desk.says(MARTA, MARTA, "y además no tengo teléfono", Some(&first));
    desk.look_away();
    desk.says(GROUP, ANA, "mío", Some(&quote));
    let shown: Vec<Send> = sent(&desk, &slot())
        .into_iter()
        .filter(|send| matches!(send.body, Body::Relay { .. }))
        .collect();
    let copy = CopyRef { ticket: TicketNo(1), seq: 1, part: 0 };
    assert_eq!(shown[0].quote, None);
    let quote = shown[1].quote.clone().unwrap();
    assert_eq!((quote.id, quote.from_us), (Target::Copy(copy), true));
    assert_eq!(quote.text, "no tengo internet");
}

#[test]
fn an_agents_reply_quotes_the_customers_message_in_the_customers_chat() {
    let mut desk = desk();
    let (first, copy) = desk.case();
    desk.says(&slot(), ANA, "¿desde cuándo?", Some(&copy));
    let quote = sent(&desk, MARTA).remove(0).quote.unwrap();
    assert_eq!((quote.id, quote.from_us), (known(&first), false));
    assert_eq!(quote.author, Identity::from_jid(MARTA));
}

#[test]
fn an_agents_quote_of_relevos_own_words_never_reaches_the_customer() {
    let mut desk = desk();
    desk.case();
    desk.says(&slot(), ANA, "esto dice la ficha", Some(&"HEADER".into()));
    let carried = sent(&desk, MARTA).remove(0);
    assert_eq!(carried.quote, None);
    assert!(matches!(carried.body, Body::Relay { replies_to: None, .. }), "{carried:?}");
}

#[test]
fn what_a_customer_quotes_from_elsewhere_is_told_in_words() {
    let mut desk = desk();
    desk.case();
    desk.says(MARTA, MARTA, "esto", Some(&"OLD".into()));
    let shown = sent(&desk, &slot()).remove(0);
    assert_eq!(shown.quote, None);
    let Body::Relay { replies_to, .. } = shown.body else { panic!() };
    assert_eq!(replies_to.as_deref(), Some("lo citado"));
    let kept = desk.events.iter().find_map(|event| match event {
        Event::Relayed { message, .. } => message.cites.clone(),
        _ => None,
    });
    assert_eq!(kept, Some(Cited::Elsewhere("lo citado".into())));
}

#[test]
fn an_edit_is_carried_over_once_both_ways() {
    let mut desk = desk();
    let (first, _) = desk.case();
    for _ in 0..2 {
        desk.edits(&first, "no tengo teléfono", None);
    }
    let changed = Body::Changed {
        of: ours(1),
        name: Some("Marta".into()),
        content: Content::text("no tengo teléfono"),
    };
    let bodies: Vec<Body> = sent(&desk, &slot()).into_iter().map(|send| send.body).collect();
    assert_eq!(bodies, [changed]);
    desk.look_away();

    let answer = desk.says(&slot(), ANA, "voy a ver", None);
    desk.deliver_all();
    desk.look_away();
    desk.edits(&answer.id, "ya lo veo", None);
    let changed = Body::Changed { of: ours(2), name: None, content: Content::text("ya lo veo") };
    let bodies: Vec<Body> = sent(&desk, MARTA).into_iter().map(|send| send.body).collect();
    assert_eq!(bodies, [changed]);
}

#[test]
fn of_two_edits_the_later_counts_whatever_their_order() {
    let mut desk = desk();
    let (first, _) = desk.case();
    let at = |ms| Some(Timestamp(desk_now() + ms));
    desk.now = desk.now.plus(60_000);
    desk.edits(&first, "segunda", at(20));
    desk.edits(&first, "primera", at(10));
    let words: Vec<String> = desk
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Edited { content, .. } => content.words().map(str::to_owned),
            _ => None,
        })
        .collect();
    assert_eq!(words, ["segunda"]);
}

fn desk_now() -> i64 {
    super::desk::NOW.0
}

#[test]
fn a_deletion_is_carried_over_and_what_is_gone_stays_gone() {
    let mut desk = desk();
    let (first, _) = desk.case();
    desk.deletes(&first);
    desk.deletes(&first);
    desk.edits(&first, "volví", None);
    let bodies: Vec<Body> = sent(&desk, &slot()).into_iter().map(|send| send.body).collect();
    assert_eq!(bodies, [Body::Deleted { of: ours(1), excerpt: "no tengo internet".into() }]);
}

#[test]
fn what_an_admin_of_the_group_deletes_of_ours_stays_with_the_customer() {
    let mut desk = desk();
    let (_, copy) = desk.case();
    desk.comes(relevo::domain::inbound::Inbound::Revoked { id: copy, chat: Some(slot_chat(1)) });
    desk.later(20_000);
    assert!(desk.events.iter().all(|event| !matches!(event, Event::Deleted { .. })));
    assert!(sent(&desk, MARTA).is_empty());
}

#[test]
fn reactions_go_both_ways_and_can_be_taken_back() {
    let mut desk = desk();
    let (first, copy) = desk.case();
    desk.reacts(&slot(), ANA, &copy, "👍");
    let there = MessageRef { id: known(&first), from_us: false, author: Identity::from_jid(MARTA) };
    let bodies = |desk: &Desk, chat: &str| -> Vec<Body> {
        sent(desk, chat).into_iter().map(|send| send.body).collect()
    };
    let excerpt = String::from("no tengo internet");
    assert_eq!(
        bodies(&desk, MARTA),
        [Body::Reacted { of: there.clone(), emoji: "👍".into(), excerpt: excerpt.clone() }]
    );
    desk.look_away();
    desk.reacts(&slot(), ANA, &copy, "");
    assert_eq!(bodies(&desk, MARTA), [Body::Reacted { of: there, emoji: String::new(), excerpt }]);
    desk.look_away();
    let answer = desk.says(&slot(), ANA, "listo", None);
    let sent_as = desk.deliver_all().remove(0);
    desk.look_away();
    desk.reacts(MARTA, MARTA, &sent_as, "❤️");
    let at_agents =
        MessageRef { id: known(&answer.id), from_us: false, author: Identity::from_jid(ANA) };
    assert_eq!(
        bodies(&desk, &slot()),
        [Body::Reacted { of: at_agents, emoji: "❤️".into(), excerpt: "listo".into() }]
    );
}

#[test]
fn a_strangers_reaction_reaches_nobody() {
    let mut desk = desk();
    let (_, copy) = desk.case();
    desk.reacts(&slot(), HUGO, &copy, "😡");
    assert!(desk.sends.is_empty() && desk.events.is_empty(), "{:?}", desk.sends);
}

#[test]
fn what_was_changed_before_the_claim_is_opened_as_it_is_then() {
    let mut desk = desk();
    let (_, quote) = desk.ticket(MARTA);
    let second = desk.says(MARTA, MARTA, "mi clave es 1234", None);
    let third = desk.says(MARTA, MARTA, "vivo en Salta 100", None);
    desk.deletes(&second.id);
    desk.edits(&third.id, "vivo en Salta 1000", None);
    desk.reacts(MARTA, MARTA, &third.id, "👍");
    desk.look_away();
    desk.says(GROUP, ANA, "mío", Some(&quote));
    let bodies: Vec<Body> = sent(&desk, &slot())
        .into_iter()
        .map(|send| send.body)
        .filter(|body| !matches!(body, Body::Say(_)))
        .collect();
    let relay = |name: Option<&str>, text: &str, edited| Body::Relay {
        name: name.map(Into::into),
        content: Content::text(text),
        replies_to: None,
        edited,
    };
    assert_eq!(
        bodies,
        [
            relay(Some("Marta"), "no tengo internet", false),
            Body::Gone { name: None },
            relay(None, "vivo en Salta 1000", true),
        ]
    );
}

#[test]
fn a_change_that_overtakes_its_message_waits_for_it() {
    let mut desk = desk();
    desk.case();
    let next = WaId::from("P90");
    let before = desk.answered;
    desk.edits(&next, "corregido", None);
    assert_eq!(desk.answered, before, "not answered yet");
    let mut late = desk.says(MARTA, MARTA, "con herror", None);
    late.id = next;
    desk.look_away();
    desk.arrives(late);
    let bodies: Vec<Body> = sent(&desk, &slot()).into_iter().map(|send| send.body).collect();
    assert!(
        matches!(&bodies[..], [Body::Relay { .. }, Body::Changed { content, .. }] if content.words() == Some("corregido")),
        "{bodies:?}"
    );
}

#[test]
fn a_change_of_an_unknown_message_is_answered_in_the_end() {
    let mut desk = desk();
    desk.case();
    let before = desk.answered;
    desk.deletes(&"NOBODYS".into());
    assert_eq!(desk.answered, before);
    desk.later(15_000);
    assert_eq!(desk.answered, before + 1);
    assert!(desk.sends.is_empty());
}

#[test]
fn an_edit_into_a_command_never_leaks() {
    let mut desk = desk();
    desk.case();
    for text in ["/fin", " /FIN ya", "\u{200b}∕nota ojo", "／info"] {
        let answer = desk.says(&slot(), ANA, "ya lo veo", None);
        desk.deliver_all();
        desk.look_away();
        desk.edits(&answer.id, text, None);
        assert!(sent(&desk, MARTA).is_empty(), "{text}");
        assert_eq!(desk.notices(&slot()), [Notice::EditNotCarried], "{text}");
        assert!(desk.events.is_empty(), "{text}");
    }
    let answer = desk.says(&slot(), ANA, "ya lo veo", None);
    desk.deliver_all();
    desk.look_away();
    desk.edits(&answer.id, "/cliente ahora lo veo", None);
    let Body::Changed { content, .. } = sent(&desk, MARTA).remove(0).body else { panic!() };
    assert_eq!(content, Content::text("ahora lo veo"));
}

fn photo(id: &str, caption: Option<&str>) -> Content {
    Content::Media {
        media: MediaKind::Image,
        caption: caption.map(Into::into),
        file_name: None,
        view_once: false,
        file: Some(FileRef::new(&MARTA.into(), &id.into(), id)),
    }
}

#[test]
fn an_edited_caption_keeps_its_picture() {
    let mut desk = desk();
    desk.case();
    let sent_photo = desk.writes(MARTA, MARTA, photo("F", Some("mirá")), None);
    desk.deliver_all();
    desk.look_away();
    desk.edits(&sent_photo.id, "mirá esto", None);
    let Body::Changed { content, .. } = sent(&desk, &slot()).remove(0).body else { panic!() };
    assert_eq!(content, photo("F", Some("mirá esto")));
}

#[test]
fn a_file_whose_caption_is_a_command_goes_nowhere_and_cliente_takes_it_along() {
    let mut desk = desk();
    desk.case();
    desk.writes(&slot(), ANA, photo("F", Some("/fni")), None);
    assert!(sent(&desk, MARTA).is_empty());
    desk.look_away();
    desk.writes(&slot(), ANA, photo("F", Some("/cliente mirá este")), None);
    let Body::Relay { content, .. } = sent(&desk, MARTA).remove(0).body else { panic!() };
    assert_eq!(content, photo("F", Some("mirá este")));
    desk.look_away();
    let shown = desk.writes(MARTA, MARTA, photo("G", None), None);
    let copy = desk.deliver_all().remove(0);
    desk.look_away();
    desk.says(&slot(), ANA, "/cliente es este cable", Some(&copy));
    let Body::Relay { content, .. } = sent(&desk, MARTA).remove(0).body else { panic!() };
    assert_eq!(content, photo("G", Some("es este cable")));
    assert_eq!(shown.content, photo("G", None));
}

#[test]
fn a_kind_that_nobody_carries_is_named_to_both_sides_once() {
    let mut desk = desk();
    desk.case();
    let novelty = || Content::Unknown { name: "unaNovedadMessage".into() };
    desk.writes(MARTA, MARTA, novelty(), None);
    desk.writes(MARTA, MARTA, novelty(), None);
    assert_eq!(desk.notices(MARTA), [Notice::KindNotCarried]);
    assert_eq!(sent(&desk, &slot()).len(), 2, "and the agent sees that something came");
    desk.look_away();
    desk.writes(&slot(), ANA, novelty(), None);
    assert_eq!(desk.notices(&slot()), [Notice::NotCarriedToCustomer]);
    assert!(sent(&desk, MARTA).is_empty());
}

#[test]
fn reactions_are_kept_with_who_reacted() {
    let mut desk = desk();
    let (first, copy) = desk.case();
    desk.reacts(MARTA, MARTA, &first, "🙏");
    desk.reacts(&slot(), ANA, &copy, "👍");
    let kept: Vec<(Side, String)> = desk
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Reacted { by, emoji, seq: 1, .. } => Some((*by, emoji.clone())),
            _ => None,
        })
        .collect();
    let ana = Side::Agent(relevo::domain::ids::AgentId(1));
    assert_eq!(kept, [(Side::Customer, "🙏".into()), (ana, "👍".into())]);
}

#[test]
fn mentions_become_names_on_the_other_side() {
    let mut desk = desk();
    desk.case();
    let mut message = desk.says(&slot(), ANA, "hola", None);
    desk.look_away();
    message.id = "M1".into();
    message.content = Content::text("preguntale a @5493816660002 y a @77777777777777");
    message.mentions = vec![
        Identity::from_jid("5493816660002@s.whatsapp.net"),
        Identity::from_jid("77777777777777@lid"),
    ];
    desk.arrives(message);
    assert_eq!(desk.relayed(MARTA), ["preguntale a @Rui y a @…"]);
}

#[test]
fn what_was_written_just_before_the_end_can_still_be_taken_back() {
    let mut desk = desk();
    desk.case();
    let slip = desk.says(&slot(), ANA, "uy, no era para vos", None);
    desk.says(&slot(), ANA, "/fin", None);
    desk.look_away();
    desk.deletes(&slip.id);
    let bodies: Vec<Body> = sent(&desk, MARTA).into_iter().map(|send| send.body).collect();
    assert!(matches!(&bodies[..], [Body::Deleted { of, .. }] if *of == ours(2)), "{bodies:?}");
}

#[test]
fn a_file_that_failed_after_its_case_is_never_told_to_the_next_customer() {
    use relevo::domain::message::{Reworded, Tell};
    use relevo::domain::purpose::Purpose;
    let mut desk = desk();
    desk.case();
    desk.writes(MARTA, MARTA, photo("F", Some("mi documento")), None);
    let purpose = desk
        .sends
        .iter()
        .map(|send| send.purpose)
        .find(|purpose| matches!(purpose, Purpose::ToSlot { .. }))
        .unwrap();
    let Purpose::ToSlot { slot: number, .. } = purpose else { panic!() };
    desk.says(&slot(), ANA, "/fin", None);
    let (_, quote) = desk.ticket(HUGO);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    desk.look_away();
    let late = Reworded { purpose, why: "expired".into() };
    desk.tell(Tell::Slot(number, late.into()));
    assert!(sent(&desk, HUGO).is_empty(), "{:?}", desk.sends);
    assert_eq!(desk.notices(MARTA), [Notice::FileNotCarried]);
}

#[test]
fn a_reaction_that_is_faster_than_the_gateways_answer_waits_for_it() {
    let mut desk = desk();
    desk.case();
    let answer = desk.says(&slot(), ANA, "listo", None);
    desk.reacts(MARTA, MARTA, &"C1-2".into(), "❤️");
    assert_eq!(sent(&desk, &slot()), []);
    assert_eq!(desk.deliver_all(), [WaId::from("C1-2")]);
    let bodies: Vec<Body> = sent(&desk, &slot()).into_iter().map(|send| send.body).collect();
    assert!(
        matches!(&bodies[..], [Body::Reacted { of, emoji, .. }] if of.id == known(&answer.id) && emoji == "❤️"),
        "{bodies:?}"
    );
}

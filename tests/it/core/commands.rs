//! Commands: each by example, in three languages, and what never reaches the customer.

use proptest::prelude::*;
use relevo::domain::closing::{Closing, Usual};
use relevo::domain::command::{COMMANDS, Command};
use relevo::domain::event::Event;
use relevo::domain::ids::{AgentId, GroupId, TicketNo};
use relevo::domain::message::{Post, Posted, Tell};
use relevo::domain::notice::{Duty, Notice};
use relevo::domain::refusal::Refusal;
use relevo::domain::rules::{GroupRules, Rules};
use relevo::domain::settings::{GroupKind, IntakeMode, LineSettings};

use super::desk::{ANA, Desk, GROUP, HUGO, MARTA, RUI, slot_chat};

const SALES: &str = "120363000000000009@g.us";
const BOSSES: &str = "120363000000000008@g.us";

fn settings() -> LineSettings {
    LineSettings { intake: IntakeMode::Direct, ..LineSettings::default() }
}

/// Two main groups and a Supervisor group; Marta's case in Ana's slot.
fn desk() -> Desk {
    let mut desk = Desk::of(settings(), true, 1);
    add_group(&mut desk, 2, GroupKind::Sales, SALES, "💰 Ventas - Fibra");
    add_group(&mut desk, 3, GroupKind::Supervisor, BOSSES, "Supervisión");
    desk.case();
    desk
}

fn add_group(desk: &mut Desk, id: i64, kind: GroupKind, chat: &str, name: &str) {
    use relevo::domain::main_group::MainGroup;
    use relevo::domain::message::{ChatOwned, ChatOwner, ChatReady};
    let group = GroupId(id);
    let settings = desk.owners.line.settings().clone();
    let started = MainGroup::new(group, kind, name.into(), None, settings);
    desk.tell(Tell::StartGroup(started.into()));
    let ready = ChatReady { chat: chat.into(), name: name.into(), group: Some(group) };
    desk.tell(Tell::Group(group, ready.clone().into()));
    if kind == GroupKind::Supervisor {
        desk.tell(Tell::Supervisor(ready.into()));
    }
    let owned = ChatOwned { chat: chat.into(), owner: ChatOwner::Group(group, kind) };
    desk.tell(Tell::Line(owned.into()));
}

fn in_slot(desk: &mut Desk, text: &str) -> Vec<Notice> {
    desk.look_away();
    let slot = slot_chat(1);
    desk.says(slot.as_str(), ANA, text, None);
    desk.notices(slot.as_str())
}

#[test]
fn a_note_is_kept_and_shown_in_info_and_never_sent() {
    for command in ["/nota", "/NOTE", "/anotação"] {
        let mut desk = desk();
        let said = in_slot(&mut desk, &format!("{command} llama mañana a las 9"));
        let text = String::from("llama mañana a las 9");
        assert_eq!(said, [Notice::Note { who: "Ana".into(), text: text.clone() }], "{command}");
        let kept = desk.events.iter().filter(|e| matches!(e, Event::NoteAdded { .. })).count();
        assert_eq!(kept, 1);
        assert!(desk.notices(MARTA).is_empty() && desk.relayed(MARTA).is_empty());
        let [Notice::CaseInfo { notes, .. }] = &in_slot(&mut desk, "/info")[..] else {
            panic!("no info")
        };
        assert_eq!(notes.iter().map(|note| &note.text).collect::<Vec<_>>(), [&text]);
    }
    assert_eq!(in_slot(&mut desk(), "/nota"), [Notice::NothingToNote]);
}

#[test]
fn a_case_goes_to_an_agent_by_a_part_of_the_name() {
    for command in ["/transferir rui, no puedo hoy", "/Transfer RÚI no puedo hoy"] {
        let mut desk = desk();
        desk.look_away();
        desk.says(slot_chat(1).as_str(), ANA, command, None);
        let to = desk.events.iter().find_map(|event| match event {
            Event::Transferred { seat, reason, .. } => Some((seat.agent, reason.clone())),
            _ => None,
        });
        assert_eq!(to, Some((AgentId(2), Some("no puedo hoy".into()))), "{command}");
        assert_eq!(desk.relayed(slot_chat(2).as_str()), ["no tengo internet"], "it goes along");
        assert!(desk.notices(MARTA).is_empty());
    }
}

#[test]
fn a_case_goes_to_a_group_or_a_department_or_back() {
    for (command, group, chat) in [
        ("/transferir ventas quiere otro plan", 2, SALES),
        ("/passar fibra: quiere otro plan", 2, SALES),
        ("/transfer Soporte quiere otro plan", 1, GROUP),
        ("/devolver quiere otro plan", 1, GROUP),
        ("/return quiere otro plan", 1, GROUP),
        ("/soltar quiere otro plan", 1, GROUP),
    ] {
        let mut desk = desk();
        desk.look_away();
        desk.says(slot_chat(1).as_str(), ANA, command, None);
        let to = desk.events.iter().find_map(|event| match event {
            Event::Returned { group, reason, .. } => Some((*group, reason.clone())),
            _ => None,
        });
        assert_eq!(to, Some((GroupId(group), Some("quiere otro plan".into()))), "{command}");
        let announced = desk.notices(chat);
        assert!(
            announced.iter().any(|notice| matches!(notice, Notice::AnnouncedAgain { .. })),
            "{command}: {announced:?}"
        );
    }
}

#[test]
fn who_is_not_found_is_said_with_those_there_are_and_the_case_stays() {
    let mut desk = desk();
    let all = ["Rui", "Soporte", "💰 Ventas - Fibra"].map(str::to_owned).to_vec();
    assert_eq!(
        in_slot(&mut desk, "/transferir zulma"),
        [Notice::UnknownDestination { asked: "zulma".into(), names: all.clone() }]
    );
    assert_eq!(
        in_slot(&mut desk, "/transferir riu"),
        [Notice::UnknownDestination { asked: "riu".into(), names: vec!["Rui".into()] }]
    );
    assert_eq!(in_slot(&mut desk, "/transferir"), [Notice::NoDestination { names: all }]);
    let taken = Refusal::AlreadyTaken { ticket: TicketNo(1), holder: "Ana".into() };
    assert_eq!(in_slot(&mut desk, "/transferir ana"), [Notice::Refused { refusal: taken }]);
    desk.look_away();
    desk.says(slot_chat(1).as_str(), ANA, "sigo con vos", None);
    assert_eq!(desk.relayed(MARTA), ["sigo con vos"]);
    let card = desk.owners.slots.values().filter(|slot| slot.case().is_some()).count();
    assert_eq!(card, 1);
}

#[test]
fn who_has_no_room_is_said_and_the_case_stays() {
    let mut desk = desk();
    let (_, quote) = desk.ticket(HUGO);
    desk.says(GROUP, RUI, "mío", Some(&quote));
    let said = in_slot(&mut desk, "/transferir rui");
    assert!(
        matches!(&said[..], [Notice::Refused { refusal: Refusal::AllBusy { .. } }]),
        "{said:?}"
    );
    assert!(desk.owners.slots.values().all(|slot| slot.is_quiet()));
}

#[test]
fn help_is_asked_for_and_the_case_stays() {
    for command in ["/escalar pide la baja", "/escalate pide la baja", "/ESCALAR pide la baja"] {
        let mut desk = desk();
        let said = in_slot(&mut desk, command);
        assert_eq!(said, [Notice::HelpAsked { ticket: TicketNo(1) }]);
        let raised = desk.notices(BOSSES);
        assert!(
            matches!(&raised[..], [Notice::Raised { by, reason: Some(reason), .. }]
                if by == "Ana" && reason == "pide la baja"),
            "{raised:?}"
        );
    }
}

#[test]
fn the_queue_is_shown_where_it_is_asked_for() {
    let mut desk = desk();
    desk.ticket(HUGO);
    desk.now = desk.now.plus(60_000);
    for (chat, author) in [(GROUP, RUI), (BOSSES, HUGO), (slot_chat(1).as_str(), ANA)] {
        for command in ["/estado", "/Status", "/situação"] {
            desk.look_away();
            let answered = desk.answered;
            desk.says(chat, author, command, None);
            let said = desk.notices(chat);
            let [Notice::QueueNow { queues, attended: 1 }] = &said[..] else {
                panic!("{chat} {command}: {said:?}")
            };
            let waits: Vec<_> = queues.iter().map(|q| (q.group_name.as_str(), q.pending)).collect();
            assert_eq!(waits, [("Soporte", 1), ("💰 Ventas - Fibra", 0)]);
            let oldest = queues[0].oldest.as_ref().unwrap();
            assert_eq!((oldest.ticket, oldest.waited_ms), (TicketNo(2), 60_000));
            assert_eq!(desk.answered, answered + 1, "one message, one answer");
        }
    }
    desk.look_away();
    desk.says(GROUP, HUGO, "/estado", None);
    assert!(desk.sends.is_empty(), "strangers in a main group are people talking");
}

#[test]
fn the_team_is_shown_with_who_is_busy_and_who_is_not_registered() {
    let mut desk = Desk::of(settings(), false, 2);
    desk.case();
    for command in ["/agentes", "/agents", "/equipe"] {
        desk.look_away();
        desk.says(GROUP, ANA, command, None);
        let [Notice::TeamNow { team }] = &desk.notices(GROUP)[..] else { panic!("no team") };
        let seen: Vec<_> = team.iter().map(|a| (a.name.as_str(), a.duty, a.free, a.busy)).collect();
        assert_eq!(seen, [("Ana", Duty::On, 1, 1), ("Rui", Duty::NotRegistered, 2, 0)]);
    }
}

#[test]
fn help_says_what_works_there() {
    let mut desk = desk();
    for command in ["/ayuda", "/ajuda", "/help"] {
        assert_eq!(in_slot(&mut desk, command), [Notice::Help]);
        desk.look_away();
        desk.says(GROUP, RUI, command, None);
        assert_eq!(desk.notices(GROUP), [Notice::HelpInGroup]);
        desk.says(BOSSES, RUI, command, None);
        assert_eq!(desk.notices(BOSSES), [Notice::HelpForSupervisors]);
    }
}

#[test]
fn why_a_case_is_closed_is_asked_where_it_has_to_be_said() {
    let reasons = ["Solucionado", "Cable cortado"].map(str::to_owned).to_vec();
    let closing = Closing {
        reason_required: true,
        usual: Usual { reasons: reasons.clone(), no_answer: String::new() }.into(),
        ..Closing::default()
    };
    let mut desk = Desk::of(LineSettings { closing, ..settings() }, true, 1);
    desk.case();
    assert_eq!(in_slot(&mut desk, "/fin"), [Notice::WhyClose { reasons: reasons.clone() }]);
    assert_eq!(in_slot(&mut desk, "/close 7"), [Notice::WhyClose { reasons }]);
    assert!(desk.events.is_empty());
    in_slot(&mut desk, "/encerrar 2");
    let closed = desk.events.iter().find_map(|event| match event {
        Event::Closed { reason, .. } => reason.clone(),
        _ => None,
    });
    assert_eq!(closed.as_deref(), Some("Cable cortado"));
}

#[test]
fn a_raised_hand_claims_where_that_is_switched_on() {
    let rules = |claim_by_reaction| {
        let group = GroupRules { claim_by_reaction, ..GroupRules::default() };
        Rules { groups: [(GroupId(1), group)].into(), ..Rules::default() }.into()
    };
    for (on, emoji, claims) in [
        (true, "✋", true),
        (true, "✋🏽", true),
        (true, "🖐\u{fe0f}", true),
        (true, "👍", false),
        (true, "", false),
        (false, "✋", false),
    ] {
        let mut desk = Desk::of(LineSettings { rules: rules(on), ..settings() }, true, 1);
        let (_, announcement) = desk.ticket(MARTA);
        desk.look_away();
        let answered = desk.answered;
        desk.reacts(GROUP, ANA, &announcement, emoji);
        let claimed = desk.events.iter().any(|event| matches!(event, Event::Claimed { .. }));
        assert_eq!(claimed, claims, "{on} {emoji:?}");
        assert_eq!(desk.answered, answered + 1);
        if claims {
            desk.look_away();
            desk.reacts(GROUP, ANA, &announcement, "");
            assert!(desk.sends.is_empty() && desk.events.is_empty(), "taking it back is nothing");
            desk.reacts(GROUP, RUI, &announcement, "✋");
            let said = desk.notices(GROUP);
            let [Notice::Refused { refusal: Refusal::AlreadyTaken { holder, .. } }] = &said[..]
            else {
                panic!("{said:?}")
            };
            assert_eq!(holder, "Ana");
        }
    }
}

#[test]
fn a_hand_raised_before_the_id_of_the_announcement_is_known_claims_once_it_is() {
    let own = GroupRules { claim_by_reaction: true, ..GroupRules::default() };
    let rules = Rules { groups: [(GroupId(1), own)].into(), ..Rules::default() };
    let mut desk = Desk::of(LineSettings { rules: rules.into(), ..settings() }, true, 1);
    desk.says(MARTA, MARTA, "no tengo internet", None);
    let answered = desk.answered;
    desk.reacts(GROUP, RUI, &"S1".into(), "✋");
    assert_eq!(desk.answered, answered, "it is brought again if Relevo falls now");
    let posted = Posted { post: Post::Announcement(TicketNo(1)), wa_id: "S1".into() };
    desk.tell(Tell::Group(GroupId(1), posted.into()));
    let claimed =
        |event: &Event| matches!(event, Event::Claimed { seat, .. } if seat.agent == AgentId(2));
    assert!(desk.events.iter().any(claimed));
    // At a message that is none of ours it is people talking, and acknowledged in the end.
    let mut desk = Desk::of(desk.owners.line.settings().clone(), true, 1);
    desk.says(HUGO, HUGO, "hola", None);
    let answered = desk.answered;
    desk.reacts(GROUP, RUI, &"chiste".into(), "✋");
    desk.later(15_000);
    assert_eq!(desk.answered, answered + 1);
    assert!(!desk.events.iter().any(claimed));
}

#[test]
fn another_agent_in_the_group_is_relayed_and_named_where_the_line_says_so() {
    use relevo::domain::outcome::Body;
    for named in [false, true] {
        let closing = Closing { name_on_change: named, ..Closing::default() };
        let mut desk = Desk::of(LineSettings { closing, ..settings() }, true, 1);
        desk.case();
        let slot = slot_chat(1);
        desk.says(slot.as_str(), ANA, "soy Ana", None);
        desk.says(slot.as_str(), ANA, "un momento", None);
        desk.says(slot.as_str(), RUI, "soy su supervisor", None);
        desk.says(slot.as_str(), ANA, "sigo yo", None);
        let names: Vec<Option<String>> = desk
            .sends
            .iter()
            .filter(|send| send.chat.as_str() == MARTA)
            .filter_map(|send| match &send.body {
                Body::Relay { name, .. } => Some(name.clone()),
                _ => None,
            })
            .collect();
        let shown = |name: &str| named.then(|| name.to_owned());
        assert_eq!(names, [None, None, shown("Rui"), shown("Ana")]);
    }
}

#[test]
fn whoever_is_only_in_the_supervisor_group_registers_there() {
    use relevo::domain::ids::WaId;
    use relevo::domain::message::{Post, Posted};
    let mut desk = Desk::of(settings(), false, 1);
    add_group(&mut desk, 3, GroupKind::Supervisor, BOSSES, "Supervisión");
    let asked = WaId::from("LISTO-RUI".to_owned());
    let posted = Posted { post: Post::AskReady(AgentId(2)), wa_id: asked.clone() };
    desk.tell(Tell::Group(GroupId(3), posted.into()));
    desk.look_away();
    desk.says(BOSSES, RUI, "Listo!", Some(&asked));
    assert!(desk.events.iter().any(|event| matches!(event, Event::AgentBound { .. })));
}

proptest! {
    #[test]
    fn nothing_that_begins_with_a_slash_reaches_the_customer(
        at in 0..COMMANDS.len(),
        nth in 0_usize..8,
        slash in prop::sample::select(vec!["/", "\u{ff0f}", " /", "\u{200b}/", "/ "]),
        argument in "[ a-zA-Z0-9/áñ,:ru\n-]{0,30}",
    ) {
        let names = COMMANDS[at];
        let name = names[nth % names.len()];
        let mut desk = desk();
        let text = format!("{slash}{name} {argument}");
        desk.says(slot_chat(1).as_str(), ANA, &text, None);
        let told: Vec<String> = desk.relayed(MARTA);
        match Command::parse(&text) {
            Some(Command::ToCustomer { text }) if !text.is_empty() => {
                prop_assert_eq!(told, vec![text]);
            }
            Some(_) => prop_assert!(told.is_empty(), "{:?}", told),
            None => prop_assert!(false, "{:?} is a command", text),
        }
        prop_assert!(desk.owners.slots.values().all(|slot| slot.is_quiet()));
    }
}

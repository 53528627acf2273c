//! Groups and agents after they were made: fewer personal groups, other names, people who leave.

use relevo::domain::agent::slot_id;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, GroupId, ReceiptId, WaId};
use relevo::domain::inbound::{Inbound, MemberChange};
use relevo::domain::message::{
    AddAgent, AddGroup, Door, DropFromGroup, EditAgent, EditGroup, InviteAgent, JoinGroup, Labels,
    RemoveAgent, RetireGroup, RetryJob, SettleGroup, Tell, UndoBinding,
};
use relevo::domain::notice::Notice;
use relevo::domain::outcome::{Call, CallFault, CallReply, Receipt};
use relevo::domain::phone::Phone;
use relevo::domain::provisioning::Membership;
use relevo::domain::purpose::Purpose;
use relevo::domain::refusal::Refusal;
use relevo::domain::settings::{GroupKind, IntakeMode, LineSettings};

use super::desk::{ANA, Desk, GROUP, HUGO, MARTA, RUI, slot_chat};

const NOBODY: Receipt = Receipt { id: ReceiptId(0), key: None };
const ANA_ID: AgentId = AgentId(1);
const SUPPORT: GroupId = GroupId(1);

/// Ana and Rui, registered, with two personal groups each.
fn office() -> Desk {
    let settings =
        LineSettings { intake: IntakeMode::Direct, step_spacing_ms: 0, ..LineSettings::default() };
    Desk::of(settings, true, 2)
}

fn wants(desk: &mut Desk, slots: u8) {
    let (name, active) = (String::from("Ana"), true);
    let edit = EditAgent { name, active, slots, receipt: NOBODY };
    desk.tell(Tell::Agent(ANA_ID, edit.into()));
}

fn joins(desk: &mut Desk) {
    let join = JoinGroup { agent: ANA_ID, group: SUPPORT, receipt: NOBODY };
    desk.asks(|provisioning, _, now| provisioning.join_group(&join, now));
    desk.answers(Ok(CallReply::Joined { admin: true }));
}

fn membership(desk: &Desk) -> Option<Membership> {
    desk.owners.provisioning.agents[&ANA_ID].groups.get(&SUPPORT).copied()
}

fn fault(again: bool) -> Result<CallReply, CallFault> {
    Err(CallFault { again, said: "unknown error".into() })
}

#[test]
fn a_free_room_too_many_is_renamed_and_told_and_comes_back_with_its_name() {
    let mut desk = office();
    wants(&mut desk, 1);
    let (chat, name) = (slot_chat(11), "Chat soporte Ana N°2");
    let subject = format!("⏸ {name}");
    let renamed = desk.answers(Ok(CallReply::Changed));
    assert_eq!(renamed, Call::Rename { chat: chat.clone(), subject });
    assert_eq!(desk.notices(chat.as_str()), [Notice::SlotRetired]);
    assert!(desk.calls.is_empty() && desk.owners.provisioning.jobs.is_empty());

    desk.look_away();
    wants(&mut desk, 2);
    let renamed = desk.answers(Ok(CallReply::Changed));
    assert_eq!(renamed, Call::Rename { chat: chat.clone(), subject: name.into() });
    assert_eq!(desk.notices(chat.as_str()), [Notice::SlotRevived]);
    assert!(desk.calls.is_empty(), "no group is made for it");
}

#[test]
fn a_room_that_is_not_wanted_after_all_while_its_name_is_given_back_is_retired_again() {
    let mut desk = office();
    wants(&mut desk, 1);
    desk.answers(Ok(CallReply::Changed));
    wants(&mut desk, 2);
    wants(&mut desk, 1);
    // Somebody else's number is changed meanwhile: what is planned stays.
    let edit = EditAgent { name: "Rui".into(), active: true, slots: 2, receipt: NOBODY };
    desk.tell(Tell::Agent(AgentId(2), edit.into()));
    for subject in ["Chat soporte Ana N°2", "⏸ Chat soporte Ana N°2"] {
        let renamed = desk.answers(Ok(CallReply::Changed));
        assert_eq!(renamed, Call::Rename { chat: slot_chat(11), subject: subject.into() });
    }
    assert!(desk.calls.is_empty() && desk.owners.provisioning.jobs.is_empty());
}

#[test]
fn a_room_with_a_case_is_retired_when_the_case_ends() {
    let mut desk = office();
    desk.case();
    wants(&mut desk, 0);
    let second = desk.answers(Ok(CallReply::Changed));
    assert!(matches!(second, Call::Rename { chat, .. } if chat == slot_chat(11)));
    assert!(desk.calls.is_empty(), "the room with the case stays as it is");
    desk.says(slot_chat(1).as_str(), ANA, "ya lo veo", None);
    assert_eq!(desk.relayed(MARTA), ["ya lo veo"]);
    desk.says(slot_chat(1).as_str(), ANA, "/fin", None);
    let first = desk.answers(Ok(CallReply::Changed));
    assert!(matches!(first, Call::Rename { chat, .. } if chat == slot_chat(1)));
    let retired = |event: &&Event| matches!(event, Event::SlotRetired { .. });
    assert_eq!(desk.events.iter().filter(retired).count(), 2);
}

#[test]
fn a_creation_that_fails_can_be_settled_for_less_and_what_it_may_have_made_is_looked_for() {
    let mut desk = office();
    wants(&mut desk, 3);
    assert!(matches!(desk.answers(fault(false)), Call::CreateGroup { search_first: false, .. }));
    let job = *desk.owners.provisioning.jobs.keys().next().unwrap();
    let give_up = RetryJob { job, give_up: true, receipt: NOBODY };
    desk.asks(|provisioning, _, now| provisioning.retry_job(&give_up, now));
    assert_eq!(desk.owners.agents[&ANA_ID].wanted, 2);
    desk.later(200_000);
    let looked = desk.answers(Ok(CallReply::Created { chat: "9@g.us".into(), invite: None }));
    assert!(matches!(looked, Call::FindGroup { .. }), "{looked:?}");
    // It is there after all: not wanted, so it says so.
    let retired = desk.answers(Ok(CallReply::Changed));
    assert!(matches!(retired, Call::Rename { chat, .. } if chat.as_str() == "9@g.us"));
    assert_eq!(desk.owners.provisioning.agents[&ANA_ID].wanted, 2);
    desk.look_away();
    wants(&mut desk, 3);
    let renamed = desk.answers(Ok(CallReply::Changed));
    assert!(matches!(renamed, Call::Rename { .. }), "made once, used again");
    assert!(desk.calls.is_empty());
}

#[test]
fn lowering_the_number_while_it_goes_spares_what_was_not_begun() {
    let mut desk = office();
    wants(&mut desk, 4);
    wants(&mut desk, 3);
    desk.answers(Ok(CallReply::Created { chat: "9@g.us".into(), invite: None }));
    desk.later(200_000);
    assert!(desk.calls.is_empty() && desk.owners.provisioning.jobs.is_empty());
}

#[test]
fn undoing_the_registration_silences_the_slot_and_asks_for_listo_again() {
    let mut desk = office();
    joins(&mut desk);
    desk.case();
    let undo = UndoBinding { agent: ANA_ID, receipt: NOBODY };
    desk.asks(|provisioning, _, now| provisioning.undo_binding(&undo, now));
    desk.later(10_000);
    let asked = desk.sends.iter().any(|send| matches!(send.purpose, Purpose::AskReady { .. }));
    assert!(asked);
    let slot = slot_chat(1);
    desk.says(slot.as_str(), ANA, "¿me leés?", None);
    desk.says(slot.as_str(), ANA, "/fin", None);
    assert_eq!(desk.relayed(MARTA), Vec::<String>::new());
    let told = desk.notices(slot.as_str());
    assert_eq!(told, [Notice::NotRegisteredHere { agent: "Ana".into() }], "once a minute");
    let (_, quote) = desk.ticket(HUGO);
    desk.look_away();
    desk.says(GROUP, ANA, "mío", Some(&quote));
    let refusal = Refusal::NotRegistered { agent: "Ana".into() };
    assert_eq!(desk.notices(GROUP), [Notice::Refused { refusal }]);

    let request = WaId::from("ask");
    let posted = relevo::domain::message::Posted {
        post: relevo::domain::message::Post::AskReady(ANA_ID),
        wa_id: request.clone(),
    };
    desk.tell(Tell::Group(SUPPORT, posted.into()));
    desk.says(GROUP, ANA, "listo", Some(&request));
    desk.says(slot.as_str(), ANA, "acá estoy", None);
    assert_eq!(desk.relayed(MARTA), ["acá estoy"]);
}

#[test]
fn an_agent_with_a_case_is_not_removed_and_one_without_leaves_every_group() {
    let mut desk = office();
    joins(&mut desk);
    desk.case();
    let remove = || Tell::Agent(ANA_ID, RemoveAgent { receipt: NOBODY }.into());
    desk.tell(remove());
    assert_eq!((desk.refused, desk.owners.agents[&ANA_ID].removed), (1, false));
    desk.says(slot_chat(1).as_str(), ANA, "/fin", None);
    desk.look_away();
    desk.tell(remove());
    desk.tell(remove());
    let mut asked = Vec::new();
    while !desk.calls.is_empty() {
        asked.push(desk.answers(Ok(CallReply::Changed)));
    }
    let who = Identity::from_jid(ANA);
    let leave = |number| Call::Leave { chat: slot_chat(number), who: who.clone() };
    let drop = Call::RemoveMember { chat: GROUP.into(), who: who.clone() };
    assert_eq!(asked, [drop, leave(1), leave(11)], "each once");
    assert_eq!(membership(&desk), None);

    // Whoever writes from that number now is nobody in the groups, and can come back as somebody new.
    desk.look_away();
    let (_, quote) = desk.ticket(HUGO);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    assert_eq!(desk.notices(GROUP).last(), Some(&Notice::Refused { refusal: Refusal::NotAnAgent }));
    let phone = who.phone.unwrap();
    let back = AddAgent {
        name: "Ana".into(),
        phone,
        active: true,
        slots: 1,
        groups: Vec::new(),
        receipt: NOBODY,
    };
    desk.asks(|provisioning, _, now| provisioning.add_agent(back, now));
    assert!(desk.owners.agents.contains_key(&AgentId(3)));
    assert!(desk.owners.slots[&slot_id(ANA_ID, 1)].chat.is_none());
}

#[test]
fn who_comes_back_is_not_thrown_out_by_the_former_ones_removal() {
    let mut desk = office();
    joins(&mut desk);
    desk.tell(Tell::Agent(ANA_ID, RemoveAgent { receipt: NOBODY }.into()));
    desk.answers(fault(true));
    let back = AddAgent {
        name: "Ana".into(),
        phone: Phone::from_digits("5493816660001").unwrap(),
        active: true,
        slots: 0,
        groups: vec![SUPPORT],
        receipt: NOBODY,
    };
    desk.asks(|provisioning, _, now| provisioning.add_agent(back, now));
    for _ in 0..8 {
        desk.later(5_000);
        if let Some(placed) = desk.calls.first() {
            let reply = match &placed.call {
                Call::LookUp { phone } => {
                    CallReply::LookedUp { identity: Some(Identity::of_phone(phone.clone())) }
                }
                Call::AddMember { .. } => CallReply::Joined { admin: true },
                Call::Leave { .. } => CallReply::Changed,
                other => panic!("{other:?}"),
            };
            desk.answers(Ok(reply));
        }
    }
    assert_eq!(membership(&desk), None);
    let new = &desk.owners.provisioning.agents[&AgentId(3)];
    assert_eq!(new.groups.get(&SUPPORT), Some(&Membership::Admin));
}

#[test]
fn a_group_in_which_tickets_wait_is_not_retired_and_a_retired_one_gets_none() {
    let mut desk = office();
    let (_, quote) = desk.ticket(MARTA);
    let stands = |retired| Tell::Group(SUPPORT, RetireGroup { retired, receipt: NOBODY }.into());
    desk.tell(stands(true));
    assert_eq!(desk.refused, 1);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    desk.look_away();
    desk.tell(stands(true));
    desk.tell(stands(true));
    assert_eq!(desk.notices(GROUP), [Notice::GroupRetired], "said once");
    desk.says(HUGO, HUGO, "hola", None);
    assert_eq!(desk.notices(HUGO), [Notice::KeptForLater]);
    // What was taken there goes on and ends as ever.
    desk.says(slot_chat(1).as_str(), ANA, "/fin", None);
    assert!(desk.events.iter().any(|event| matches!(event, Event::Closed { .. })));
    desk.look_away();
    desk.tell(stands(false));
    assert!(desk.notices(GROUP).contains(&Notice::GroupRevived));
    assert!(desk.events.iter().any(|event| matches!(event, Event::Opened { .. })), "who waited");
}

#[test]
fn people_who_come_and_go_by_themselves_are_noticed_and_made_administrators() {
    let mut desk = office();
    joins(&mut desk);
    assert_eq!(membership(&desk), Some(Membership::Admin));
    let members = |desk: &mut Desk, change| {
        let people = vec![Identity::from_jid(ANA), Identity::from_jid(RUI)];
        desk.comes(Inbound::Members { chat: GROUP.into(), people, change });
    };
    members(&mut desk, MemberChange::Demoted);
    assert_eq!(membership(&desk), Some(Membership::Member));
    members(&mut desk, MemberChange::Left);
    assert_eq!(membership(&desk), Some(Membership::Left));
    let invite = InviteAgent { agent: ANA_ID, to: Door::Group(SUPPORT), receipt: NOBODY };
    desk.asks(|provisioning, _, now| provisioning.invite_agent(&invite, now));
    let link = String::from("https://chat.whatsapp.com/x");
    desk.answers(Ok(CallReply::Link { link: link.clone() }));
    assert_eq!(membership(&desk), Some(Membership::Invited));
    assert!(desk.events.contains(&Event::GroupLink { group: SUPPORT, link }));
    assert!(matches!(desk.notices(ANA)[..], [Notice::Invite { .. }]));
    members(&mut desk, MemberChange::Joined);
    assert!(matches!(desk.answers(Ok(CallReply::Joined { admin: true })), Call::AddMember { .. }));
    assert_eq!(membership(&desk), Some(Membership::Admin));
    let rui = &desk.owners.provisioning.agents[&AgentId(2)];
    assert!(rui.groups.is_empty(), "who was never meant to be there is people's affair");

    let drop = DropFromGroup { agent: ANA_ID, group: SUPPORT, receipt: NOBODY };
    desk.asks(|provisioning, _, now| provisioning.drop_from_group(&drop, now));
    desk.asks(|provisioning, _, now| provisioning.drop_from_group(&drop, now));
    desk.answers(Ok(CallReply::Changed));
    assert_eq!((membership(&desk), desk.calls.len()), (None, 0));
}

#[test]
fn a_group_is_renamed_on_whatsapp_and_labelled_and_a_name_too_long_is_refused() {
    let mut desk = office();
    let labels = Labels { speciality: "Facturas".into(), shift: String::new() };
    let edit = |name: &str, labels: &Labels| EditGroup {
        group: SUPPORT,
        name: name.into(),
        labels: labels.clone(),
        receipt: NOBODY,
    };
    let edited = edit("Facturas", &labels);
    let twice = edited.clone();
    desk.asks(|provisioning, _, now| provisioning.edit_group(edited, now));
    desk.asks(|provisioning, _, now| provisioning.edit_group(twice, now));
    let subject = String::from("Facturas");
    assert_eq!(desk.answers(Ok(CallReply::Changed)), Call::Rename { chat: GROUP.into(), subject });
    assert!(desk.calls.is_empty());
    assert_eq!(desk.owners.groups[&SUPPORT].name, "Facturas");
    assert!(desk.events.contains(&Event::GroupLabelled { group: SUPPORT, labels: labels.clone() }));
    let shift = Labels { shift: "x".repeat(41), ..labels };
    for refused in [edit("", &shift), edit("Facturas", &shift)] {
        desk.asks(|provisioning, _, now| provisioning.edit_group(refused, now));
    }
    assert_eq!((desk.refused, desk.calls.len()), (2, 0));
}

#[test]
fn a_group_that_the_line_does_not_administer_is_not_adopted_and_one_given_up_can_be_forgotten() {
    let mut desk = office();
    let adopt = AddGroup {
        kind: GroupKind::Sales,
        name: "Ventas".into(),
        first_member: None,
        adopt: Some("7@g.us".into()),
        labels: Labels::default(),
        receipt: NOBODY,
    };
    desk.asks(|provisioning, _, now| provisioning.add_group(adopt, now));
    desk.answers(Ok(CallReply::Inspected { subject: "Fútbol".into(), admin: Some(false) }));
    let failed = |event: &Event| matches!(event, Event::StepFailed { error, .. } if error == "adopt-not-admin");
    assert!(desk.events.iter().any(failed));
    let group = GroupId(2);
    let forget = |again| SettleGroup { group, again, receipt: NOBODY };
    desk.asks(|provisioning, _, now| provisioning.settle_group(&forget(false), now));
    assert_eq!(desk.refused, 1, "while it is being tried");
    let job = *desk.owners.provisioning.jobs.keys().next().unwrap();
    let give_up = RetryJob { job, give_up: true, receipt: NOBODY };
    desk.asks(|provisioning, _, now| provisioning.retry_job(&give_up, now));
    desk.asks(|provisioning, _, now| provisioning.settle_group(&forget(true), now));
    desk.later(100_000);
    assert!(matches!(desk.answers(fault(false)), Call::CreateGroup { search_first: true, .. }));
    let job = *desk.owners.provisioning.jobs.keys().next().unwrap();
    let give_up = RetryJob { job, give_up: true, receipt: NOBODY };
    desk.asks(|provisioning, _, now| provisioning.retry_job(&give_up, now));
    desk.asks(|provisioning, _, now| provisioning.settle_group(&forget(false), now));
    assert!(desk.events.contains(&Event::GroupForgotten { group }));
}

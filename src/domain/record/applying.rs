//! What each fact changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Record;
use crate::domain::agent::{Agent, Attended};
use crate::domain::event::Event;
use crate::domain::ids::{AgentId, CustomerId, GroupId, SlotId, TicketNo, Timestamp, WaId};
use crate::domain::main_group::{MainGroup, Past, Pending, held};
use crate::domain::message::Post;
use crate::domain::message_map::{Carried, MessageMap};
use crate::domain::provisioning::{AgentEntry, GroupEntry, Membership, SlotEntry};
use crate::domain::purpose::Purpose;
use crate::domain::rating::{Asked, Reply};
use crate::domain::slot::{Case, Late, Slot};
use crate::domain::ticket::{Blocked, CaseMessage, Customer, Fate};

impl Record {
    /// Takes in a fact. Never refuses: it has already happened.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::CustomerKnown { customer } => {
                self.last_customer = self.last_customer.max(customer.id);
                let mut customer = customer.clone();
                // What was asked is stored with the asking.
                if let Some(known) = self.customers.get(&customer.id)
                    && known.asked != customer.asked
                {
                    Arc::make_mut(&mut customer).asked = known.asked;
                }
                // Who writes while a case is being closed carries an older count of them.
                if let Some(known) = self.customers.get(&customer.id) {
                    let customer = Arc::make_mut(&mut customer);
                    if known.closed_cases > customer.closed_cases {
                        customer.closed_cases = known.closed_cases;
                        customer.recent.clone_from(&known.recent);
                    }
                    // That is told by facts of its own.
                    customer.blocked.clone_from(&known.blocked);
                }
                self.customers.insert(customer.id, customer.clone());
                self.known_in_cases(&customer);
            }
            Event::CustomerTended { customer, language, tags } => {
                let Some(known) = self.customers.get_mut(customer) else { return };
                let about = &mut Arc::make_mut(known).about;
                about.language = *language;
                about.tags.clone_from(tags);
                let known = Arc::clone(known);
                self.known_in_cases(&known);
            }
            Event::CustomersMerged { kept, gone, .. } => {
                let mut kept = Arc::clone(kept);
                self.conversations.remove(gone);
                if let (Some(one), Some(other)) =
                    (self.customers.get(&kept.id), self.customers.get(gone))
                {
                    // Whatever was closed, and asked, meanwhile counts too.
                    let united = one.united(other);
                    let kept = Arc::make_mut(&mut kept);
                    (kept.closed_cases, kept.recent) = (united.closed_cases, united.recent);
                    kept.asked = united.asked;
                }
                self.customers.remove(gone);
                self.customers.insert(kept.id, Arc::clone(&kept));
                self.known_in_cases(&kept);
            }
            Event::CustomerErased { customer, .. } => {
                self.customers.remove(customer);
                self.conversations.remove(customer);
            }
            Event::CasesErased { .. } => {}
            Event::IntakeKept { conversation } => {
                self.conversations.insert(conversation.customer, conversation.clone());
            }
            Event::Opened { ticket, backlog } => {
                self.last_ticket = self.last_ticket.max(ticket.no);
                self.conversations.remove(&ticket.customer.id);
                let since = backlog.first().map_or(ticket.opened_at, |message| message.at);
                if let Some(group) = self.groups.get_mut(&ticket.group) {
                    let mut ticket = ticket.clone();
                    // What has been learnt of them since it was on its way.
                    if let Some(known) = self.customers.get(&ticket.customer.id) {
                        ticket.customer = Arc::clone(known);
                    }
                    group.restore_pending(Pending::new(ticket, backlog.clone(), since));
                }
            }
            Event::Kept { ticket, message } => {
                self.amend(*ticket, |pending| {
                    pending.ticket.last_seq = pending.ticket.last_seq.max(message.seq);
                    pending.backlog.push(message.clone());
                    pending.unnoted += 1;
                });
            }
            Event::Noted { ticket, at } => {
                self.amend(*ticket, |pending| {
                    pending.unnoted = 0;
                    pending.noted_at = *at;
                });
            }
            Event::Escalated { ticket, level, at } => {
                self.amend(*ticket, |pending| {
                    (pending.level, pending.escalated_at) = (*level, *at);
                });
            }
            Event::AnswerLate { ticket, slot, seq, level, .. } => {
                // It may be elsewhere by now: supervisors are alerted by somebody else.
                if let Some(case) = self.case_in(*slot, *ticket) {
                    case.late = Late { seq: *seq, level: *level };
                }
            }
            Event::AngerAlerted { ticket, .. } => {
                if self.groups.values().any(|group| group.has(*ticket))
                    || self.case_of(*ticket).is_some()
                {
                    self.angered.insert(*ticket);
                }
            }
            Event::LineDown { since, .. } => self.down_since = Some(*since),
            Event::LineUp { .. } => self.down_since = None,
            Event::Alerted { ticket, level, .. } => {
                if self.groups.values().any(|group| group.has(*ticket)) {
                    self.alerts.insert(*ticket, *level);
                }
            }
            Event::Claimed { ticket, seat, at, .. } => {
                self.alerts.remove(ticket);
                let group = self.groups.values_mut().find_map(|group| {
                    let pending = group.remove(*ticket)?;
                    group.restore_past(*ticket, held(seat));
                    Some(pending)
                });
                if let (Some(pending), Some(slot)) = (group, self.slots.get_mut(&seat.slot)) {
                    if let Some(room) =
                        self.agents.get_mut(&seat.agent).and_then(|a| a.room_mut(seat.slot))
                    {
                        room.case = Some(Attended {
                            ticket: *ticket,
                            customer: pending.ticket.customer.name.clone(),
                            phone: pending.ticket.customer.identity.phone.clone(),
                        });
                    }
                    let mut map = pending.before;
                    pending.backlog.iter().for_each(|message| map.push(message));
                    slot.restore_case(Case {
                        map,
                        ticket: pending.ticket,
                        seat: seat.clone(),
                        since: pending.since,
                        claimed_at: *at,
                        seated_at: *at,
                        late: Late::default(),
                        warned: None,
                    });
                }
            }
            Event::Transferred { ticket, seat, at, .. } => {
                let names = self.agent_names();
                let Some(case) = self.release(*ticket) else { return };
                let map = case.map.handed_over(names);
                let room =
                    self.agents.get_mut(&seat.agent).and_then(|agent| agent.room_mut(seat.slot));
                if let Some(room) = room {
                    room.case = Some(attended(&case));
                }
                if let Some(group) = self.groups.get_mut(&case.ticket.group) {
                    group.restore_past(*ticket, held(seat));
                }
                if let Some(slot) = self.slots.get_mut(&seat.slot) {
                    let (seat, seated_at, late) = (seat.clone(), *at, Late::default());
                    slot.restore_case(Case { map, seat, seated_at, late, warned: None, ..case });
                }
            }
            Event::Returned { ticket, group, department, at, .. } => {
                let names = self.agent_names();
                let Some(mut case) = self.release(*ticket) else { return };
                case.ticket.department = *department;
                let before = case.map.handed_over(names);
                self.pend(Pending::again(case.ticket, before, case.since, *at), *group);
            }
            Event::Moved { ticket, group, department, at, .. } => {
                let pending = self.groups.values_mut().find_map(|group| group.remove(*ticket));
                let Some(mut pending) = pending else { return };
                (pending.noted_at, pending.unnoted) = (*at, 0);
                pending.ticket.department = *department;
                self.pend(pending, *group);
            }
            Event::NoteAdded { ticket, note, .. } => {
                let of_group = self.amend(*ticket, |pending| pending.ticket.remember(note.clone()));
                if !of_group && let Some(case) = self.case_of(*ticket) {
                    case.ticket.remember(note.clone());
                }
            }
            Event::Relayed { ticket, message } => {
                if let Some(case) = self.case_of(*ticket) {
                    case.ticket.last_seq = case.ticket.last_seq.max(message.seq);
                    case.map.push(message);
                }
            }
            Event::Edited { ticket, seq, content, at } => {
                if let Some(message) = self.kept_message(*ticket, *seq) {
                    if !matches!(message.fate, Fate::Deleted { .. }) {
                        message.content.clone_from(content);
                        message.fate = Fate::Edited { at: *at };
                    }
                } else if let Some(before) = self.kept_before(*ticket) {
                    before.edited(*seq, content, *at);
                } else if let Some(case) = self.case_of(*ticket) {
                    case.map.edited(*seq, content, *at);
                }
            }
            Event::Deleted { ticket, seq, at } => {
                if let Some(message) = self.kept_message(*ticket, *seq) {
                    message.fate = Fate::Deleted { at: *at };
                } else if let Some(before) = self.kept_before(*ticket) {
                    before.deleted(*seq, *at);
                } else if let Some(case) = self.case_of(*ticket) {
                    case.map.deleted(*seq, *at);
                }
            }
            Event::SentimentChanged { ticket, sentiment, .. } => {
                let pending = self.amend(*ticket, |pending| pending.ticket.sentiment = *sentiment);
                if !pending && let Some(case) = self.case_of(*ticket) {
                    case.ticket.sentiment = *sentiment;
                }
            }
            Event::Summarised { ticket, summary, .. } => {
                let summary = Some(summary.clone());
                let pending =
                    self.amend(*ticket, |pending| pending.ticket.summary.clone_from(&summary));
                if !pending && let Some(case) = self.case_of(*ticket) {
                    case.ticket.summary = summary;
                }
            }
            // For people to read.
            Event::Reacted { .. } | Event::Raised { .. } => {}
            Event::Progressed { ticket, seq, carried, .. } => {
                if let Some(map) = self.map_of(*ticket) {
                    map.carried(*seq, *carried);
                }
            }
            Event::Closed { ticket, slot, by, reason, at } => {
                self.angered.remove(ticket);
                let (customer, past, agent) = match slot {
                    Some(slot) => {
                        if self.case_in(*slot, *ticket).is_none() {
                            return;
                        }
                        let Some(case) = self.release(*ticket) else { return };
                        let past = case.ticket.past(*at, reason.clone(), Some(case.seat.agent));
                        (case.ticket.customer.id, past, case.seat.agent_name)
                    }
                    None => {
                        let pending =
                            self.groups.values_mut().find_map(|group| group.remove(*ticket));
                        let Some(pending) = pending else { return };
                        self.alerts.remove(ticket);
                        let past = pending.ticket.past(*at, reason.clone(), None);
                        (pending.ticket.customer.id, past, String::new())
                    }
                };
                for (id, owner) in &mut self.groups {
                    if *id == past.group {
                        let by = by.name(|_| agent.clone());
                        owner.restore_past(*ticket, Past::Closed { by, at: *at });
                    } else {
                        owner.forget_announcements(*ticket);
                    }
                }
                if let Some(customer) = self.customers.get_mut(&customer) {
                    Arc::make_mut(customer).remember(past);
                }
            }
            Event::RatingAsked { customer, ticket, at } => {
                self.asked(*customer, Asked::now(*ticket, *at));
            }
            Event::Rated { customer, ticket, rating, comment, at } => {
                let known = self.customers.get(customer).and_then(|known| known.asked);
                if let Some(asked) = known.filter(|asked| asked.ticket == *ticket) {
                    let reply = Reply::given(*rating, comment.is_some(), *at);
                    self.asked(*customer, Asked { reply, ..asked });
                }
            }
            Event::SilenceWarned { ticket, seq, at } => {
                if let Some(case) = self.case_of(*ticket) {
                    case.warned = Some((*seq, *at));
                }
            }
            Event::GroupPlanned { group, kind, name } => {
                let started =
                    MainGroup::new(*group, *kind, name.clone(), None, self.settings.clone());
                self.groups.insert(*group, started);
                let entry = GroupEntry::new(*kind, name.clone());
                self.provisioning.groups.insert(*group, entry);
            }
            Event::GroupReady { group, chat, name } => {
                if let Some(owner) = self.groups.get_mut(group) {
                    owner.chat = Some(chat.clone());
                    owner.name.clone_from(name);
                }
                if let Some(entry) = self.provisioning.groups.get_mut(group) {
                    entry.chat = Some(chat.clone());
                    entry.name.clone_from(name);
                }
            }
            Event::GroupRenamed { group, name } => {
                if let Some(owner) = self.groups.get_mut(group) {
                    owner.name.clone_from(name);
                }
                if let Some(entry) = self.provisioning.groups.get_mut(group) {
                    entry.name.clone_from(name);
                }
            }
            Event::GroupLabelled { group, labels } => {
                if let Some(entry) = self.provisioning.groups.get_mut(group) {
                    entry.labels.clone_from(labels);
                }
            }
            Event::GroupRetired { group, .. } => self.stands(*group, true),
            Event::GroupRevived { group } => self.stands(*group, false),
            Event::GroupForgotten { group } => {
                self.groups.remove(group);
                self.provisioning.groups.remove(group);
            }
            // For people to read.
            Event::GroupLink { .. } | Event::SlotLink { .. } => {}
            Event::AgentAdded { agent, name, phone, active, wanted, .. } => {
                let owner = Agent::new(*agent, name.clone(), phone.clone(), *active, *wanted);
                let entry = AgentEntry::new(name.clone(), phone.clone(), *wanted);
                self.agents.insert(*agent, owner);
                self.provisioning.agents.insert(*agent, entry);
            }
            Event::AgentEdited { agent, name, active, wanted } => {
                if let Some(owner) = self.agents.get_mut(agent) {
                    owner.name.clone_from(name);
                    owner.active = *active;
                    owner.wanted = *wanted;
                }
                if let Some(entry) = self.provisioning.agents.get_mut(agent) {
                    entry.name.clone_from(name);
                    entry.wanted = *wanted;
                }
            }
            Event::AgentChecked { agent, identity } => {
                if let Some(owner) = self.agents.get_mut(agent) {
                    owner.checked.clone_from(identity);
                }
                if let Some(entry) = self.provisioning.agents.get_mut(agent) {
                    entry.identity.clone_from(identity);
                }
            }
            Event::AgentBound { agent, identity, .. } => {
                if let Some(owner) = self.agents.get_mut(agent) {
                    owner.bound = Some(identity.clone());
                }
            }
            Event::AgentUnbound { agent, .. } => {
                if let Some(owner) = self.agents.get_mut(agent) {
                    owner.bound = None;
                }
            }
            Event::AgentRemoved { agent, .. } => {
                if let Some(owner) = self.agents.get_mut(agent) {
                    owner.removed = true;
                }
                if let Some(entry) = self.provisioning.agents.get_mut(agent) {
                    entry.removed = true;
                }
            }
            Event::WantedLowered { agent, wanted } => {
                if let Some(owner) = self.agents.get_mut(agent) {
                    owner.wanted = *wanted;
                }
                if let Some(entry) = self.provisioning.agents.get_mut(agent) {
                    entry.wanted = *wanted;
                }
            }
            Event::MembershipEnded { agent, group } => {
                if let Some(entry) = self.provisioning.agents.get_mut(agent) {
                    entry.groups.remove(group);
                }
            }
            Event::MembershipChanged { agent, group, membership } => {
                self.membership(*agent, *group, *membership);
            }
            Event::SlotPlanned { slot, agent, number, name } => {
                self.slots.insert(*slot, Slot::new(*slot, *agent, name.clone(), None));
                let (agent, number, name) = (*agent, *number, name.clone());
                if let Some(owner) = self.agents.get_mut(&agent) {
                    let room = crate::domain::agent::Room {
                        slot: *slot,
                        name: name.clone(),
                        usable: false,
                        case: None,
                    };
                    owner.rooms.insert(number, room);
                }
                self.provisioning.slots.insert(*slot, SlotEntry::new(agent, number, name));
            }
            Event::SlotRetired { slot, .. } => {
                if let Some(entry) = self.provisioning.slots.get_mut(slot) {
                    entry.retired = true;
                }
            }
            Event::SlotRevived { slot } => {
                if let Some(entry) = self.provisioning.slots.get_mut(slot) {
                    entry.retired = false;
                }
            }
            Event::SlotClosed { slot } => {
                if let Some(owner) = self.slots.get_mut(slot) {
                    owner.chat = None;
                    let agent = self.agents.get_mut(&owner.agent);
                    if let Some(room) = agent.and_then(|agent| agent.room_mut(*slot)) {
                        room.usable = false;
                    }
                }
                if let Some(entry) = self.provisioning.slots.get_mut(slot) {
                    entry.chat = None;
                }
            }
            Event::SlotReady { slot, chat } => {
                if let Some(owner) = self.slots.get_mut(slot) {
                    owner.chat = Some(chat.clone());
                    if let Some(room) =
                        self.agents.get_mut(&owner.agent).and_then(|a| a.room_mut(*slot))
                    {
                        room.usable = true;
                    }
                }
                if let Some(entry) = self.provisioning.slots.get_mut(slot) {
                    entry.chat = Some(chat.clone());
                }
            }
            Event::JobPlanned { .. }
            | Event::StepStarted { .. }
            | Event::StepDone { .. }
            | Event::StepDelayed { .. }
            | Event::StepFailed { .. }
            | Event::JobRetried { .. }
            | Event::JobDropped { .. } => self.provisioning.apply(event),
            // What is in the media folder is asked when it is needed.
            Event::FileKept { .. } | Event::FileMissing { .. } => {}
            Event::Sent { send, purpose, wa_id, at, .. } => {
                self.outbox.remove(send);
                self.warning_is(*purpose, Some(*at));
                if let Some((group, post)) = purpose.post() {
                    self.posted(group, wa_id.clone(), post);
                }
                if let Some(copy) = purpose.copy()
                    && let Some(map) = self.map_for(*purpose, copy.ticket)
                {
                    map.sent(copy.seq, copy.part, wa_id);
                }
            }
            Event::Withdrawn { send, purpose } => {
                self.outbox.remove(send);
                self.warning_is(*purpose, None);
                self.carried(*purpose, Carried::Withdrawn);
            }
            Event::Reworded { send, text, cargo } => {
                if let Some(letter) = self.outbox.get_mut(send) {
                    letter.text.clone_from(text);
                    letter.cargo.clone_from(cargo);
                    letter.attempts = 0;
                }
            }
            Event::Revived { letter } => {
                self.outbox.insert(letter.id, letter.clone());
                self.carried(letter.purpose, Carried::Waiting);
            }
            Event::Discarded { .. } => {}
            Event::ToldClosed { customer, at } => {
                self.told_closed.insert(*customer, *at);
            }
            Event::SendDelayed { send, attempts, until, .. } => {
                if let Some(letter) = self.outbox.get_mut(send) {
                    letter.attempts = *attempts;
                    letter.not_before = *until;
                }
            }
            Event::SendFailed { send, purpose, .. } => {
                self.outbox.remove(send);
                self.warning_is(*purpose, None);
                self.carried(*purpose, Carried::Failed);
            }
            Event::CustomerBlocked { customer, blocked } => {
                self.block(*customer, Some(Box::new(blocked.clone())));
            }
            Event::CustomerUnblocked { customer } => self.block(*customer, None),
            Event::IntakeDropped { customer } => {
                self.conversations.remove(customer);
            }
            // For people to read.
            Event::Unheard { .. } => {}
        }
    }

    /// What is known of a customer is known with their case.
    fn known_in_cases(&mut self, customer: &Arc<Customer>) {
        for group in self.groups.values_mut() {
            if let Some(ticket) = group.ticket_of(customer.id) {
                group.amend(ticket, |pending| {
                    pending.ticket.customer = Arc::clone(customer);
                });
            }
        }
        let cases = self.slots.values_mut().filter_map(Slot::case_mut);
        cases
            .filter(|case| case.ticket.customer.id == customer.id)
            .for_each(|case| case.ticket.customer = Arc::clone(customer));
    }

    /// A customer is not heard any more, or again.
    fn block(&mut self, customer: CustomerId, blocked: Option<Box<Blocked>>) {
        let Some(known) = self.customers.get_mut(&customer) else { return };
        Arc::make_mut(known).blocked = blocked;
        let known = Arc::clone(known);
        self.known_in_cases(&known);
    }

    /// What a customer was last asked.
    fn asked(&mut self, customer: CustomerId, asked: Asked) {
        if let Some(customer) = self.customers.get_mut(&customer) {
            Arc::make_mut(customer).asked = Some(asked);
        }
    }

    /// Changes a pending ticket, in whichever group it is; `false` if it is in none.
    fn amend(&mut self, ticket: TicketNo, change: impl FnOnce(&mut Pending)) -> bool {
        let group = self.groups.values_mut().find(|group| group.has(ticket));
        group.is_some_and(|group| group.amend(ticket, change))
    }

    /// A message that waits with its pending ticket.
    fn kept_message(&mut self, ticket: TicketNo, seq: u32) -> Option<&mut CaseMessage> {
        let group = self.groups.values_mut().find(|group| group.has(ticket))?;
        group.message_mut(ticket, seq)
    }

    /// A case in progress.
    fn case_of(&mut self, ticket: TicketNo) -> Option<&mut Case> {
        self.slots.values_mut().filter_map(Slot::case_mut).find(|case| case.ticket.no == ticket)
    }

    /// What was said in a case, in progress or pending again.
    fn map_of(&mut self, ticket: TicketNo) -> Option<&mut MessageMap> {
        if self.groups.values().any(|group| group.has(ticket)) {
            return self.kept_before(ticket);
        }
        self.case_of(ticket).map(|case| &mut case.map)
    }

    /// What was said in a case, for what becomes of a message that was sent for this.
    fn map_for(&mut self, purpose: Purpose, ticket: TicketNo) -> Option<&mut MessageMap> {
        match purpose.shown_in() {
            Some((slot, _)) => self.case_in(slot, ticket).map(|case| &mut case.map),
            None => self.map_of(ticket),
        }
    }

    /// A case in progress, if it is in this slot: what is said of another one's copies is nothing to this one.
    fn case_in(&mut self, slot: SlotId, ticket: TicketNo) -> Option<&mut Case> {
        self.slots.get_mut(&slot)?.case_mut().filter(|case| case.ticket.no == ticket)
    }

    /// What was said of a pending ticket while agents attended it.
    fn kept_before(&mut self, ticket: TicketNo) -> Option<&mut MessageMap> {
        self.groups.values_mut().find(|group| group.has(ticket))?.before_mut(ticket)
    }

    /// A case leaves its slot.
    fn release(&mut self, ticket: TicketNo) -> Option<Case> {
        let slot = self.case_of(ticket)?.seat.slot;
        let case = self.slots.get_mut(&slot)?.remove_case()?;
        if let Some(room) =
            self.agents.get_mut(&case.seat.agent).and_then(|agent| agent.room_mut(slot))
        {
            room.case = None;
        }
        Some(case)
    }

    /// A ticket waits in this group.
    fn pend(&mut self, mut pending: Pending, group: GroupId) {
        let announced_in = std::mem::replace(&mut pending.ticket.group, group);
        let ticket = pending.ticket.no;
        let Some(owner) = self.groups.get_mut(&group) else { return };
        owner.receive(pending);
        if announced_in != group
            && let Some(former) = self.groups.get_mut(&announced_in)
        {
            former.forget_past(ticket);
        }
    }

    /// What agents are called.
    fn agent_names(&self) -> impl Fn(AgentId) -> String + use<> {
        let names: BTreeMap<AgentId, String> =
            self.agents.iter().map(|(id, agent)| (*id, agent.name.clone())).collect();
        move |agent| names.get(&agent).cloned().unwrap_or_default()
    }

    fn carried(&mut self, purpose: Purpose, carried: Carried) {
        if let Some(copy) = purpose.copy()
            && let Some(map) = self.map_for(purpose, copy.ticket)
        {
            map.carried(copy.seq, carried);
        }
    }

    /// A warning to a silent customer has left, or does not leave any more.
    fn warning_is(&mut self, purpose: Purpose, left: Option<Timestamp>) {
        let Some((slot, ticket, seq)) = purpose.warning() else { return };
        let Some(case) = self.case_in(slot, ticket) else { return };
        match left {
            Some(at) => case.warned = Some((seq, at)),
            None => drop(case.warned.take_if(|(warned, _)| *warned == seq)),
        }
    }

    fn stands(&mut self, group: GroupId, retired: bool) {
        if let Some(owner) = self.groups.get_mut(&group) {
            owner.retired = retired;
        }
        if let Some(entry) = self.provisioning.groups.get_mut(&group) {
            entry.retired = retired;
        }
    }

    fn membership(&mut self, agent: AgentId, group: GroupId, membership: Membership) {
        if let Some(entry) = self.provisioning.agents.get_mut(&agent) {
            entry.groups.insert(group, membership);
        }
    }

    fn posted(&mut self, group: GroupId, wa_id: WaId, post: Post) {
        if let Post::Announcement(ticket) = post {
            let is_open = self.groups.values().any(|group| group.has(ticket))
                || self.case_of(ticket).is_some();
            let is_known = self.groups.get(&group).is_some_and(|group| group.knows(ticket));
            if !is_open && !is_known {
                return;
            }
        }
        if let Some(group) = self.groups.get_mut(&group) {
            group.restore_post(wa_id, post);
        }
    }
}

/// A case as its agent counts it.
fn attended(case: &Case) -> Attended {
    let customer = &case.ticket.customer;
    Attended {
        ticket: case.ticket.no,
        customer: customer.name.clone(),
        phone: customer.identity.phone.clone(),
    }
}

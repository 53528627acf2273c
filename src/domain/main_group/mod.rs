//! A main group: its pending tickets, and who may take one.
//!
//! Here: the tickets, and what is due. Who gets one is in `claims` and `offers`, how a ticket is shown in `shown`, what
//! people write here in `posts` and `orders`, what else they do with a ticket in `acts`, and what supervisors have to
//! know in `pressing`.

mod acts;
mod agenda;
mod claims;
mod offers;
mod orders;
mod posts;
mod pressing;
mod shown;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::acts::{By, NOTE_MOST, Note};
use super::closing::Closing;
use super::escalation::Limits;
use super::event::Event;
use super::ids::{AgentId, ChatId, CustomerId, GroupId, TicketNo, Timestamp, WaId};
use super::message::{
    ActOnCase, CaseEnded, Change, ChatOwned, ChatOwner, ChatReady, ChatRetired, Claim,
    CustomerChanged, CustomerWrote, GroupNamed, GroupStands, NewTicket, OpenedBy, PlaceClosed,
    Post, RetireGroup, Tell,
};
use super::message_map::{Entry, MessageMap};
use super::notice::Notice;
use super::outcome::{Outcome, Receipt};
use super::purpose::Purpose;
use super::refusal::Refusal;
use super::sentiment::MoodAsked;
use super::settings::{GroupKind, LineSettings, MoodReader};
use super::slot::changed;
use super::ticket::{CaseMessage, Cited, Side, Ticket};

pub use shown::{OPENING_MOST, card, cut, excerpt, quote_of};

use agenda::Agenda;
use offers::{Offer, Staff};
use posts::Puzzle;
use shown::opening;

/// The group is told at most this often (milliseconds) that a waiting customer wrote more.
const NOTE_EVERY_MS: i64 = 60_000;
/// The announcement of a ticket that goes on from another is held back this long (milliseconds), for the agent who
/// attended that one to get it first.
const FIRST_MS: i64 = 2_000;
/// Tickets that have left the group and are still known to it; older ones are in the history.
pub const PAST_MOST: usize = 2_000;

/// How a pending ticket stands.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    /// Anybody may take it.
    Waiting,
    /// An agent is looking for a free slot; others who asked meanwhile stand in line.
    Seating { claim: Claim, others: Vec<Wish> },
    /// The line is being asked to hold the customer, so that the ticket can go elsewhere.
    Leaving { act: ActOnCase, others: Vec<Wish> },
}

/// What somebody else wants of a ticket that is being given to an agent, or is leaving.
#[derive(Debug, Clone, PartialEq)]
enum Wish {
    Claim(Claim),
    Act(ActOnCase),
}

/// A ticket that nobody has taken yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending {
    /// The ticket.
    pub ticket: Ticket,
    /// What was said while agents attended it.
    pub before: MessageMap,
    /// What the customer has written so far, or since.
    pub backlog: Vec<CaseMessage>,
    /// When the customer wrote first.
    pub since: Timestamp,
    /// Since when nobody attends it.
    pub waits_since: Timestamp,
    /// The last limit it passed.
    pub level: u32,
    /// When it passed it.
    pub escalated_at: Timestamp,
    /// When the group was last told of it or of an addition.
    pub noted_at: Timestamp,
    /// Messages that came since.
    pub unnoted: u32,
    stage: Stage,
    /// The agent who may take it now, where not everybody may.
    offer: Option<Offer>,
    /// Who was offered it in vain.
    tried: BTreeSet<AgentId>,
    /// Whoever it was given to left it without an answer: nobody is given it again who does not take it.
    unanswered: bool,
    /// Who had it last: not offered to whom it has just left. Not kept over a restart.
    left_by: Option<AgentId>,
    /// Where it stands in the group's agenda.
    due: Option<Timestamp>,
}

impl Pending {
    /// A ticket that waits.
    #[must_use]
    pub fn new(ticket: Ticket, backlog: Vec<CaseMessage>, since: Timestamp) -> Self {
        let waits_since = ticket.opened_at;
        Self {
            ticket,
            before: MessageMap::default(),
            backlog,
            since,
            waits_since,
            level: 0,
            escalated_at: waits_since,
            noted_at: waits_since,
            unnoted: 0,
            stage: Stage::Waiting,
            offer: None,
            tried: BTreeSet::new(),
            unanswered: false,
            left_by: None,
            due: None,
        }
    }

    /// A ticket that agents have attended, and that waits again.
    #[must_use]
    pub fn again(ticket: Ticket, before: MessageMap, since: Timestamp, now: Timestamp) -> Self {
        Self {
            before,
            waits_since: now,
            escalated_at: now,
            noted_at: now,
            ..Self::new(ticket, Vec::new(), since)
        }
    }

    /// The number of a message, by its id in the customer's chat.
    fn seq_of(&self, id: &WaId) -> Option<u32> {
        let waiting = self.backlog.iter().find(|message| message.wa_id == *id);
        waiting.map(|message| message.seq).or_else(|| Some(self.before.find(id)?.message.seq))
    }

    /// What the customer has written.
    fn written(&self) -> impl Iterator<Item = &CaseMessage> {
        let before = self.before.entries().map(|Entry { message, .. }| message);
        before.filter(|message| message.from == Side::Customer).chain(&self.backlog)
    }

    /// The same, the newest first.
    fn newest_first(&self) -> impl Iterator<Item = &CaseMessage> {
        let before = self.before.entries().map(|Entry { message, .. }| message);
        let before = before.rev().filter(|message| message.from == Side::Customer);
        self.backlog.iter().rev().chain(before)
    }

    /// When the next thing has to be done about it: a limit passed, or an addition told.
    fn next_due(&self, limits: &Limits) -> Option<Timestamp> {
        let urgent = self.ticket.is_urgent();
        let limit = limits.next(urgent, self.waits_since, self.level, self.escalated_at);
        let note = (self.unnoted > 0).then(|| self.noted_at.plus(NOTE_EVERY_MS));
        let offer = self.offer.as_ref().map(|offer| offer.until);
        limit.into_iter().chain(note).chain(offer).min()
    }
}

/// What became of a ticket that left the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Past {
    /// An agent attends it.
    Held {
        /// Who.
        agent: AgentId,
        /// The agent's name.
        agent_name: String,
        /// Where.
        slot_name: String,
    },
    /// It is over.
    Closed {
        /// Name of who closed it.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// It waits in another main group.
    Elsewhere {
        /// The name of that group.
        group_name: String,
    },
}

/// A main group's state.
#[derive(Debug, Clone, PartialEq)]
pub struct MainGroup {
    /// Its number.
    pub id: GroupId,
    /// What it is for.
    pub kind: GroupKind,
    /// Its name on WhatsApp.
    pub name: String,
    /// Its chat, once created.
    pub chat: Option<ChatId>,
    /// It gets no new tickets; what it has it keeps.
    pub retired: bool,
    /// How long its tickets may wait.
    limits: Arc<Limits>,
    /// Who reads a customer's mood.
    mood: MoodReader,
    /// How cases end.
    closing: Arc<Closing>,
    pending: BTreeMap<TicketNo, Pending>,
    by_customer: BTreeMap<CustomerId, TicketNo>,
    agenda: Agenda,
    /// Tickets on their way to somebody else, and who asked for them meanwhile: told no only once the fact is
    /// on its way to the disk.
    leaving: BTreeMap<TicketNo, Vec<Claim>>,
    past: BTreeMap<TicketNo, Past>,
    posts: BTreeMap<WaId, Post>,
    /// The announcements among them.
    announced: BTreeMap<TicketNo, BTreeSet<WaId>>,
    /// Posts without an id yet: replies may be to one of them.
    unposted: u32,
    puzzles: Vec<Puzzle>,
    /// Its agents, where it gives its tickets out itself.
    staff: Staff,
}

impl MainGroup {
    /// A group without tickets.
    #[must_use]
    pub fn new(
        id: GroupId,
        kind: GroupKind,
        name: String,
        chat: Option<ChatId>,
        settings: LineSettings,
    ) -> Self {
        let mut group = Self {
            id,
            kind,
            name,
            chat,
            retired: false,
            limits: Arc::new(Limits::of(&settings, id)),
            mood: settings.mood,
            closing: Arc::new(settings.closing.clone()),
            pending: BTreeMap::new(),
            by_customer: BTreeMap::new(),
            agenda: Agenda::default(),
            leaving: BTreeMap::new(),
            past: BTreeMap::new(),
            posts: BTreeMap::new(),
            announced: BTreeMap::new(),
            unposted: 0,
            puzzles: Vec::new(),
            staff: Staff::default(),
        };
        group.set_assignment(&settings);
        group
    }

    /// Takes in a pending ticket from the store.
    pub fn restore_pending(&mut self, pending: Pending) {
        let ticket = pending.ticket.no;
        self.by_customer.insert(pending.ticket.customer.id, ticket);
        self.pending.insert(ticket, pending);
        self.schedule(ticket);
    }

    /// Takes in a pending ticket that comes to the group.
    pub fn receive(&mut self, pending: Pending) {
        self.past.remove(&pending.ticket.no);
        let (due, offer, tried) = (None, None, BTreeSet::new());
        self.restore_pending(Pending { due, offer, tried, ..pending });
    }

    /// Takes in a ticket that left the group.
    pub fn restore_past(&mut self, ticket: TicketNo, past: Past) {
        self.past.insert(ticket, past);
        while self.past.len() > PAST_MOST {
            let Some((oldest, _)) = self.past.pop_first() else { break };
            self.forget_announcements(oldest);
        }
    }

    /// Takes in a message of ours that people may quote.
    pub fn restore_post(&mut self, wa_id: WaId, post: Post) {
        if let Post::Announcement(ticket) = post {
            self.announced.entry(ticket).or_default().insert(wa_id.clone());
        }
        self.posts.insert(wa_id, post);
        // Alerts of what is long over; main groups forget when they forget the ticket.
        while self.kind == GroupKind::Supervisor && self.announced.len() > PAST_MOST {
            let Some(oldest) = self.announced.keys().next().copied() else { break };
            self.forget_announcements(oldest);
        }
    }

    /// Nobody need be told any more what became of a ticket that was announced here.
    pub fn forget_announcements(&mut self, ticket: TicketNo) {
        for announcement in self.announced.remove(&ticket).into_iter().flatten() {
            self.posts.remove(&announcement);
        }
    }

    /// Forgets what became of a ticket.
    pub fn forget_past(&mut self, ticket: TicketNo) {
        self.past.remove(&ticket);
    }

    /// Whether this ticket has left the group and is still known to it.
    #[must_use]
    pub fn knows(&self, ticket: TicketNo) -> bool {
        self.past.contains_key(&ticket)
    }

    /// The tickets that were announced here.
    pub fn announced(&self) -> impl Iterator<Item = TicketNo> {
        self.announced.keys().copied()
    }

    /// A message that people may quote is still in the outbox.
    pub fn expect_post(&mut self) {
        self.unposted += 1;
    }

    /// Changes the pending ticket with this number; `false` if there is none.
    pub fn amend(&mut self, ticket: TicketNo, change: impl FnOnce(&mut Pending)) -> bool {
        let Some(pending) = self.pending.get_mut(&ticket) else { return false };
        change(pending);
        self.schedule(ticket);
        true
    }

    /// A message of a pending ticket, to be changed by [`Record`](super::record::Record).
    pub fn message_mut(&mut self, ticket: TicketNo, seq: u32) -> Option<&mut CaseMessage> {
        let backlog = &mut self.pending.get_mut(&ticket)?.backlog;
        backlog.iter_mut().find(|message| message.seq == seq)
    }

    /// What was said of a pending ticket while agents attended it, to be changed likewise.
    pub fn before_mut(&mut self, ticket: TicketNo) -> Option<&mut MessageMap> {
        Some(&mut self.pending.get_mut(&ticket)?.before)
    }

    /// Whether this ticket is pending here.
    #[must_use]
    pub fn has(&self, ticket: TicketNo) -> bool {
        self.pending.contains_key(&ticket)
    }

    /// The pending ticket of a customer.
    #[must_use]
    pub fn ticket_of(&self, customer: CustomerId) -> Option<TicketNo> {
        self.by_customer.get(&customer).copied()
    }

    /// The pending tickets.
    pub fn pending(&self) -> impl Iterator<Item = &Pending> {
        self.pending.values()
    }

    /// Removes a pending ticket: it is somebody else's now.
    pub fn remove(&mut self, ticket: TicketNo) -> Option<Pending> {
        let pending = self.pending.remove(&ticket)?;
        self.by_customer.remove(&pending.ticket.customer.id);
        self.agenda.move_to(ticket, pending.due, None);
        Some(pending)
    }

    /// Replaces the settings.
    pub fn change_settings(&mut self, settings: LineSettings) {
        self.limits = Arc::new(Limits::of(&settings, self.id));
        self.mood = settings.mood;
        if *self.closing != settings.closing {
            self.closing = Arc::new(settings.closing.clone());
        }
        self.set_assignment(&settings);
        let tickets: Vec<TicketNo> = self.pending.keys().copied().collect();
        tickets.into_iter().for_each(|ticket| self.schedule(ticket));
    }

    /// The group exists on WhatsApp.
    pub fn chat_ready(&mut self, msg: ChatReady) -> Outcome {
        self.chat = Some(msg.chat);
        self.name = msg.name;
        let named = GroupNamed { group: self.id, name: self.name.clone() };
        Outcome { tells: vec![Tell::Line(named.into())], ..Outcome::default() }
    }

    /// An admin wants no tickets announced here any more, or wants them here again. Refused while tickets wait:
    /// they would be forgotten.
    pub fn retire(&mut self, msg: RetireGroup, now: Timestamp) -> Outcome {
        let RetireGroup { retired, receipt } = msg;
        let mut outcome = Outcome::done(receipt);
        let Some(chat) = self.chat.clone().filter(|_| self.retired != retired) else {
            return outcome;
        };
        if retired && !self.pending.is_empty() {
            return Outcome::refuse(receipt, Refusal::TicketsWait { count: self.pending.len() });
        }
        self.retired = retired;
        let (group, kind) = (self.id, self.kind);
        outcome.tells.push(Tell::Provisioning(GroupStands { group, retired }.into()));
        if retired {
            outcome.events.push(Event::GroupRetired { group, at: now });
            outcome.say(&chat, Notice::GroupRetired);
            outcome.tells.push(Tell::Line(PlaceClosed { group }.into()));
            if kind == GroupKind::Supervisor {
                outcome.tells.push(Tell::Supervisor(ChatRetired.into()));
            }
        } else {
            outcome.events.push(Event::GroupRevived { group });
            outcome.say(&chat, Notice::GroupRevived);
            let owner = ChatOwner::Group(group, kind);
            outcome.tells.push(Tell::Line(ChatOwned { chat: chat.clone(), owner }.into()));
            if kind == GroupKind::Supervisor {
                let ready = ChatReady { chat, name: self.name.clone(), group: Some(group) };
                outcome.tells.push(Tell::Supervisor(ready.into()));
            }
        }
        outcome
    }

    /// A ticket begins here.
    pub fn new_ticket(&mut self, msg: NewTicket, now: Timestamp) -> Outcome {
        let Some(chat) = self.chat.clone() else {
            return Outcome::broken("a ticket came to a group that does not exist on WhatsApp");
        };
        let NewTicket { ticket, backlog, since, receipts, first, opened_by } = msg;
        let mut outcome = Outcome { receipts, ..Outcome::default() };
        let said = opened_by.as_ref().map(|opened| opened.text.as_str()).unwrap_or_default();
        let mut opening = opening(backlog.iter());
        if opening.is_empty() {
            opening = cut(said, OPENING_MOST);
        }
        let (card, waited_ms) = (card(&ticket), now.since(since));
        let mut pending = Pending::new(ticket.clone(), backlog.clone(), since);
        // Who attended the customer before is asked before all others.
        let offered = if first.is_some() { None } else { self.first_offer(&mut pending, now) };
        let announcement = match offered {
            Some((agent, accept_ms)) => {
                Notice::AnnouncedFor { card, opening, waited_ms, agent, accept_ms }
            }
            None => Notice::Announcement { card, opening, waited_ms },
        };
        let purpose = Purpose::Announcement { group: self.id, ticket: ticket.no };
        outcome.post(&chat, purpose, announcement, None);
        if let (Some(_), Some(announcement)) = (first, outcome.sends.last_mut()) {
            // Taken back before it leaves, if who is asked first takes it.
            announcement.not_before = Some(now.plus(FIRST_MS));
        }
        self.unposted += 1;
        let no = ticket.no;
        let told = match (ticket.previous, &opened_by) {
            (Some(previous), _) => Some(Notice::Reopened { ticket: no, previous }),
            (None, None) => Some(Notice::Placed { department: ticket.department, ticket: no }),
            (None, Some(opened)) => opened
                .tell
                .then_some(Notice::OpenedFor { department: ticket.department, ticket: no }),
        };
        if let Some(told) = told {
            outcome.say(&ticket.customer.chat, told);
        }
        outcome.events.push(Event::Opened { ticket: ticket.clone(), backlog });
        if let Some(OpenedBy { by, text, .. }) = opened_by
            && !text.trim().is_empty()
        {
            let who = by.name(|agent| agent.to_string());
            let text = cut(text.trim(), NOTE_MOST);
            let note = Note { at: ticket.note_time(now), who, text };
            pending.ticket.remember(note.clone());
            outcome.events.push(Event::NoteAdded { ticket: no, by, note });
        }
        outcome.asks.extend(MoodAsked::of(self.mood, &pending.ticket, pending.newest_first()));
        self.restore_pending(pending);
        outcome.tells.extend(self.angry(no, true));
        match first {
            Some(by) => {
                // Nobody waits for the answer: refused, it is announced like any other.
                let decided = By::Agent(by);
                let receipt = Receipt::NOBODY;
                let claim = Claim { ticket: no, by, quote: None, decided, receipt };
                outcome.absorb(self.claim(claim));
            }
            None => outcome.absorb(self.offer_on(no, now)),
        }
        outcome
    }

    /// The customer of a pending ticket wrote.
    pub fn customer_wrote(&mut self, msg: CustomerWrote, now: Timestamp) -> Outcome {
        let CustomerWrote { customer, message, receipt } = msg;
        let ticket = self.ticket_of(customer.id);
        let Some(pending) = ticket.and_then(|ticket| self.pending.get_mut(&ticket)) else {
            return Outcome::broken(
                "a customer was routed to a group that does not hold their ticket",
            );
        };
        pending.ticket.customer = customer;
        let cites = Cited::of(message.quote.as_ref(), |id| pending.seq_of(id));
        let seq = pending.ticket.take_seq();
        let message = CaseMessage {
            cites,
            ..CaseMessage::new(seq, Side::Customer, message.at, message.id, message.content)
        };
        pending.backlog.push(message.clone());
        pending.unnoted += 1;
        let ticket = pending.ticket.no;
        let mut outcome = Outcome::done(receipt);
        outcome.events.push(Event::Kept { ticket, message });
        self.feel(ticket, now, &mut outcome);
        self.note_additions(ticket, now, &mut outcome);
        self.schedule(ticket);
        outcome
    }

    /// The customer of a pending ticket changed a message, or reacted to one: whoever takes the ticket sees
    /// it as it is then.
    pub fn customer_changed(&mut self, msg: CustomerChanged, now: Timestamp) -> Outcome {
        let CustomerChanged { customer, id, change, receipt } = msg;
        let mut outcome = Outcome::done(receipt);
        let Some(ticket) = self.ticket_of(customer) else { return outcome };
        let Some(pending) = self.pending.get_mut(&ticket) else { return outcome };
        let Some(seq) = pending.seq_of(&id) else { return outcome };
        match &change {
            Change::Reacted { emoji } => {
                let emoji = emoji.chars().take(16).collect();
                outcome.events.push(Event::Reacted { ticket, seq, by: Side::Customer, emoji });
            }
            Change::Edited { .. } | Change::Revoked => {
                let waiting = pending.backlog.iter_mut().find(|message| message.seq == seq);
                let changed_now = match waiting {
                    Some(message) => message.change(&change, now).then(|| message.clone()),
                    None => pending.before.change(seq, &change, now),
                };
                let event = changed_now.map(|message| changed(ticket, &message, &change, now));
                outcome.events.extend(event);
            }
        }
        outcome
    }

    /// A case that began here is over. Its slot has told the group, in one breath with the end itself.
    pub fn case_ended(&mut self, msg: CaseEnded) -> Outcome {
        self.restore_past(msg.ticket, Past::Closed { by: msg.by, at: msg.at });
        Outcome::default()
    }

    /// Whatever is due: additions to be told, limits passed, replies that stay puzzling.
    pub fn wake(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        let (over, waiting) =
            std::mem::take(&mut self.puzzles).into_iter().partition(|p| p.until <= now);
        self.puzzles = waiting;
        let over: Vec<Puzzle> = over;
        outcome.receipts.extend(over.into_iter().map(|puzzle| puzzle.receipt()));
        for ticket in self.agenda.due(now) {
            self.note_additions(ticket, now, &mut outcome);
            self.escalate(ticket, now, &mut outcome);
            self.expire_offer(ticket, now, &mut outcome);
            self.schedule(ticket);
        }
        outcome
    }

    /// What is unfinished after a restart: the supervisor is told again of what is overdue, and knows
    /// what it was told before.
    #[must_use]
    pub fn resume(&self) -> Outcome {
        let overdue = self.pending.values().filter(|pending| pending.level > 0);
        let overdue = overdue.filter_map(|pending| self.overdue(pending));
        let angry = self.pending.keys().filter_map(|ticket| self.angry(*ticket, false));
        Outcome { tells: overdue.chain(angry).collect(), ..Outcome::default() }
    }

    /// When this group next needs waking, if nothing happens first.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        let puzzles = self.puzzles.iter().map(|puzzle| puzzle.until);
        puzzles.chain(self.agenda.first()).min()
    }

    /// Whether nothing is in the middle of being passed on; for tests of quiescence.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.puzzles.is_empty()
            && self.leaving.is_empty()
            && self.pending.values().all(|pending| pending.stage == Stage::Waiting)
    }

    /// Gives a ticket its place in the agenda.
    fn schedule(&mut self, ticket: TicketNo) {
        let Some(pending) = self.pending.get_mut(&ticket) else { return };
        let due = pending.next_due(&self.limits);
        self.agenda.move_to(ticket, pending.due, due);
        pending.due = due;
    }

    /// Tells the group that a waiting customer wrote more, unless it was told just now.
    fn note_additions(&mut self, ticket: TicketNo, now: Timestamp, outcome: &mut Outcome) {
        let (Some(chat), Some(pending)) = (&self.chat, self.pending.get_mut(&ticket)) else {
            return;
        };
        if pending.unnoted == 0 || now.since(pending.noted_at) < NOTE_EVERY_MS {
            return;
        }
        let notice = Notice::Addition {
            ticket,
            customer: pending.ticket.customer.name.clone(),
            count: pending.unnoted,
            latest: pending.backlog.last().map(|m| excerpt(m, OPENING_MOST)).unwrap_or_default(),
        };
        outcome.post(chat, Purpose::Addition { group: self.id, ticket }, notice, None);
        outcome.events.push(Event::Noted { ticket, at: now });
        pending.unnoted = 0;
        pending.noted_at = now;
    }
}

/// How the group remembers a ticket that an agent has.
#[must_use]
pub fn held(seat: &super::ticket::Seat) -> Past {
    Past::Held {
        agent: seat.agent,
        agent_name: seat.agent_name.clone(),
        slot_name: seat.slot_name.clone(),
    }
}

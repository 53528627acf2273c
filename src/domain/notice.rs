//! What Relevo itself says in a chat, as facts. The words are in the catalogues (`text`).

use serde::{Deserialize, Serialize};

use super::acts::Note;
use super::ids::{TicketNo, Timestamp};
use super::refusal::Refusal;
use super::settings::Department;
use super::ticket::{PastCase, Sentiment};

/// What is known of a ticket when it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TicketCard {
    /// Its number.
    pub ticket: TicketNo,
    /// What it is about.
    pub department: Department,
    /// The customer's name; empty if unknown.
    pub customer: String,
    /// The customer's number as people read it; `None` where WhatsApp hides it.
    pub number: Option<String>,
    /// Mood.
    pub sentiment: Sentiment,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Cases closed before.
    pub closed_cases: u32,
    /// What it is about, where a model has said so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub summary: Option<Box<str>>,
    /// The case that it goes on from.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub previous: Option<TicketNo>,
}

/// Who could take a ticket now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeAgent {
    /// Name.
    pub name: String,
    /// Free personal groups.
    pub free: usize,
}

/// A ticket that has waited too long.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OverdueTicket {
    /// The ticket.
    pub card: TicketCard,
    /// How long it has waited, in milliseconds.
    pub waited_ms: i64,
    /// Name of the main group it waits in.
    pub group_name: String,
    /// Why people are told.
    #[serde(default)]
    pub cause: Cause,
}

/// Why supervisors are told of a ticket.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Nobody takes it.
    #[default]
    Pending,
    /// Its customer is angry.
    Angry,
    /// Its customer waits for an answer.
    Unanswered {
        /// Whose.
        agent: String,
        /// Where it is attended.
        place: String,
    },
    /// Who attends it left the personal group in which it is attended.
    AgentGone {
        /// Who.
        agent: String,
        /// That group.
        place: String,
    },
    /// Who attends it left the main group.
    LeftMain {
        /// Who.
        agent: String,
        /// Where it is attended.
        place: String,
    },
}

/// A ticket that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Its number.
    pub ticket: TicketNo,
    /// How long, in milliseconds.
    pub waited_ms: i64,
}

/// What waits in a main group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The group's name.
    pub group_name: String,
    /// Tickets that nobody has.
    pub pending: usize,
    /// Those of them that are urgent.
    pub urgent: usize,
    /// The one that has waited longest.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub oldest: Option<Waiting>,
}

/// Whether an agent takes cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Yes.
    On,
    /// Not at this time.
    OffShift,
    /// Switched off.
    Inactive,
    /// Not before LISTO.
    NotRegistered,
}

/// An agent, as `/agentes` shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnDuty {
    /// The name.
    pub name: String,
    /// Whether cases can be given to them.
    pub duty: Duty,
    /// Personal groups without a case.
    pub free: usize,
    /// Personal groups with one.
    pub busy: usize,
}

/// A message of Relevo's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// To a customer: greeting and menu.
    Menu {
        /// The customer's name; empty if unknown.
        name: String,
        /// The company.
        company: String,
    },
    /// To a customer: the answer was not understood, the menu again.
    MenuAgain,
    /// To a customer: the department has been told.
    Placed {
        /// Which one.
        department: Department,
        /// The ticket.
        ticket: TicketNo,
    },
    /// To a customer: nobody attends yet, the message is kept.
    KeptForLater,
    /// To a customer: the case was closed.
    Goodbye {
        /// The ticket.
        ticket: TicketNo,
    },
    /// In a main group: a ticket to be taken.
    Announcement {
        /// The ticket.
        card: TicketCard,
        /// What the customer wrote first, cut to 300 characters.
        opening: String,
        /// How long the customer had been writing before, in milliseconds.
        waited_ms: i64,
    },
    /// In a main group: the customer of a pending ticket wrote more.
    Addition {
        /// The ticket.
        ticket: TicketNo,
        /// The customer's name.
        customer: String,
        /// How many messages.
        count: u32,
        /// The latest one, cut.
        latest: String,
    },
    /// In a main group: who got the ticket.
    Assigned {
        /// The ticket.
        ticket: TicketNo,
        /// Who.
        agent: String,
        /// Where.
        slot_name: String,
    },
    /// In a main group: somebody gave the ticket to an agent.
    AssignedBy {
        /// The ticket.
        ticket: TicketNo,
        /// To whom.
        agent: String,
        /// Where.
        slot_name: String,
        /// Who did.
        by: String,
    },
    /// In a main group: a ticket that somebody had, or that waited elsewhere, is to be taken here.
    AnnouncedAgain {
        /// The ticket.
        card: TicketCard,
        /// What the customer wrote first, cut to 300 characters.
        opening: String,
        /// Since when the customer waits, as a length in milliseconds.
        waited_ms: i64,
        /// The agent or main group that had it.
        from: String,
        /// Why it is here.
        reason: Option<String>,
    },
    /// In a main group: an agent has passed the case on to another.
    TransferredInGroup {
        /// The ticket.
        ticket: TicketNo,
        /// From whom.
        from: String,
        /// To whom.
        agent: String,
        /// Where.
        slot_name: String,
    },
    /// In a main group: a ticket waits in another one now.
    MovedAway {
        /// The ticket.
        ticket: TicketNo,
        /// The name of that group.
        group_name: String,
        /// Who did.
        by: String,
        /// Why.
        reason: Option<String>,
    },
    /// In a main group: a case was closed.
    ClosedInGroup {
        /// The ticket.
        ticket: TicketNo,
        /// By whom.
        agent: String,
        /// The reason given.
        reason: Option<String>,
    },
    /// Anywhere: why not.
    Refused {
        /// The reason.
        refusal: Refusal,
    },
    /// In a main group: asks an agent to answer LISTO.
    AskReady {
        /// The agent's name.
        agent: String,
        /// The agent's number as people read it.
        number: String,
    },
    /// In a main group: the agent is registered.
    Registered {
        /// The agent's name.
        agent: String,
        /// How many personal groups the agent has.
        slots: usize,
    },
    /// In a slot: a case begins.
    CaseHeader {
        /// The ticket.
        card: TicketCard,
        /// How long the customer waited, in milliseconds.
        waited_ms: i64,
        /// How the company tells this customer from others.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        tags: Vec<Box<str>>,
    },
    /// In a slot: `/info`.
    CaseInfo {
        /// The ticket.
        card: TicketCard,
        /// How long the customer waited, in milliseconds.
        waited_ms: i64,
        /// How long the case has been attended, in milliseconds.
        attended_ms: i64,
        /// The latest closed cases, newest first.
        recent: Vec<PastCase>,
        /// How the company tells this customer from others.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        tags: Vec<Box<str>>,
        /// What was noted, oldest first.
        notes: Vec<Note>,
    },
    /// In a slot: the case is over and the slot free.
    CaseClosed {
        /// The ticket.
        ticket: TicketNo,
        /// The reason given.
        reason: Option<String>,
    },
    /// In a slot: the case goes on elsewhere, and the slot is free.
    CaseLeft {
        /// The ticket.
        ticket: TicketNo,
        /// Whose it is now: an agent's, or a main group's.
        to: String,
        /// Who did.
        by: String,
        /// Why.
        reason: Option<String>,
    },
    /// In a slot: the case that begins here was attended before, and its conversation follows.
    Continued {
        /// By whom, where it comes from an agent.
        from: Option<String>,
        /// Why it comes here.
        reason: Option<String>,
    },
    /// In a slot: a note, which the customer does not see.
    Note {
        /// Who wrote it.
        who: String,
        /// What it says.
        text: String,
    },
    /// In a slot: there is no case here.
    NoCase,
    /// In a slot: the commands.
    Help,
    /// In a main group: the commands and how to take a ticket.
    HelpInGroup,
    /// In a slot: there is no such command; lists those there are.
    UnknownCommand {
        /// What was written after the slash.
        word: String,
    },
    /// In a slot: the canned replies there are.
    CannedReplies {
        /// Their names and texts, by name.
        replies: Vec<(String, String)>,
    },
    /// In a slot: there is no canned reply of this name.
    UnknownReply {
        /// What was written after `/r`.
        name: String,
        /// What may have been meant.
        near: Vec<String>,
    },
    /// In a slot: `/cliente` without a text.
    NothingToSend,
    /// In a slot: a message was not sent, because it names another open case of the agent.
    WrongRoom {
        /// That case.
        ticket: TicketNo,
        /// Its customer; empty if unknown.
        customer: String,
        /// Where it is attended.
        slot_name: String,
    },
    /// In a slot: a changed message is a command, and was not carried.
    EditNotCarried,
    /// In a slot: this kind of message cannot be carried to the customer.
    NotCarriedToCustomer,
    /// In a slot: the agent's file could not be carried; the customer was told in words.
    FileNotCarriedToCustomer {
        /// What the gateway or the check said.
        why: String,
    },
    /// To a customer: this kind of message does not reach the agent.
    KindNotCarried,
    /// To a customer: their file could not be opened.
    FileNotCarried,
    /// In a slot: a message did not reach the customer.
    NotDelivered {
        /// Its first words.
        excerpt: String,
        /// What the gateway said.
        why: String,
    },
    /// In a main group: tickets wait too long.
    Reminder {
        /// Which ones.
        tickets: Vec<OverdueTicket>,
    },
    /// In the Supervisor group: tickets wait too long.
    Alert {
        /// Which ones.
        tickets: Vec<OverdueTicket>,
        /// Who could take them.
        free: Vec<FreeAgent>,
    },
    /// In the Supervisor group: somebody asks for help with a case.
    Raised {
        /// The ticket.
        card: TicketCard,
        /// Who asks.
        by: String,
        /// Why.
        reason: Option<String>,
        /// Who attends it; nobody while it is pending.
        agent: Option<String>,
        /// Where it is: the name of a slot, or of the main group.
        place: String,
        /// Since when there is this case (milliseconds).
        waited_ms: i64,
        /// Who could take it.
        free: Vec<FreeAgent>,
    },
    /// To an agent who cannot be added to a group: the way in.
    Invite {
        /// The group's name.
        group: String,
        /// The invite link.
        link: String,
        /// The company.
        company: String,
    },
    /// To a customer: nobody is there now.
    Closed {
        /// When somebody is, where that is known.
        opens: Option<Timestamp>,
    },
    /// In a slot: the agent's shift ends, and the case then waits in a main group.
    ShiftEnding {
        /// When it ends.
        ends: Timestamp,
        /// When the case leaves.
        leaves: Timestamp,
    },
    /// In a main group: a ticket for one agent, to be accepted.
    AnnouncedFor {
        /// The ticket.
        card: TicketCard,
        /// What the customer wrote first, cut to 300 characters.
        opening: String,
        /// How long the customer had been writing before, in milliseconds.
        waited_ms: i64,
        /// The agent's name.
        agent: String,
        /// How long the agent has, in milliseconds.
        accept_ms: i64,
    },
    /// In a main group: a ticket that was announced is now for one agent.
    OfferedTo {
        /// The ticket.
        ticket: TicketNo,
        /// The agent's name.
        agent: String,
        /// How long the agent has, in milliseconds.
        accept_ms: i64,
    },
    /// In a main group: nobody accepted the ticket, so that anybody may take it.
    OpenToAll {
        /// The ticket.
        ticket: TicketNo,
    },
    /// In a slot: it is not wanted any more and takes no new case.
    SlotRetired,
    /// In a slot: it takes cases again.
    SlotRevived,
    /// In a main group: no tickets are announced here any more.
    GroupRetired,
    /// In a main group: tickets are announced here again.
    GroupRevived,
    /// In a slot: what its agent writes reaches nobody before LISTO.
    NotRegisteredHere {
        /// The agent's name.
        agent: String,
    },
    /// In a slot: the customer waits for an answer.
    AnswerReminder {
        /// The customer's name; empty if unknown.
        customer: String,
        /// The first words of what was not answered; empty where it has none.
        excerpt: String,
        /// Since when, as a length in milliseconds.
        waited_ms: i64,
    },
    /// In a slot: nobody answered, and the case waits in its main group again.
    GivenBack {
        /// The ticket.
        ticket: TicketNo,
        /// That group's name.
        to: String,
    },
    /// Where alerts are read: how a ticket is given to somebody.
    AssignHow,
    /// In a group where tickets are not given to others: where that is done.
    AssignElsewhere,
    /// Where alerts are read: the name leads to no agent, or to several.
    WhichAgent {
        /// What was written.
        name: String,
        /// Who it may be; everybody where it is nobody.
        agents: Vec<String>,
        /// Several have it.
        several: bool,
    },
    /// Where alerts are read: the ticket was given to an agent.
    Given {
        /// The ticket.
        ticket: TicketNo,
        /// To whom.
        agent: String,
        /// Where.
        slot_name: String,
    },
    /// Where alerts are read: the line was without its connection.
    LineWasDown {
        /// From when.
        from: Timestamp,
        /// To when.
        to: Timestamp,
    },
    /// In the Supervisor group of another line: a line is without its connection, or has it again.
    OtherLine {
        /// Its name.
        line: String,
        /// Since when it is, or was, without it.
        since: Timestamp,
        /// When it came back.
        back: Option<Timestamp>,
    },
    /// To a customer: the company's own menu, or a part of it.
    OwnMenu {
        /// The customer's name; empty if unknown.
        name: String,
        /// The company.
        company: String,
        /// What it greets with; Relevo's own words where it says nothing.
        greeting: Option<String>,
        /// What stands above the options.
        part: MenuPart,
        /// The options, in order; none stand for the usual ones.
        options: Vec<String>,
    },
    /// To a customer: their conversation goes on as a new case.
    Reopened {
        /// The ticket.
        ticket: TicketNo,
        /// The one that was closed.
        previous: TicketNo,
    },
    /// To a customer: somebody has opened a case for them.
    OpenedFor {
        /// The department.
        department: Department,
        /// The ticket.
        ticket: TicketNo,
    },
    /// To a customer without a case: so many messages at once are not read.
    TooMany,
    /// To an agent who writes to the company's number: where to write.
    NotForAgents {
        /// The agent's name.
        agent: String,
        /// The company.
        company: String,
    },
    /// In a slot: the case is over, and nobody hears its customer any more.
    CustomerBlocked {
        /// The ticket.
        ticket: TicketNo,
        /// The reason given.
        reason: Option<String>,
    },
    /// In the Supervisor group: a customer is heard again.
    CustomerUnblocked {
        /// The customer's name; empty if unknown.
        customer: String,
        /// The number as people read it.
        number: String,
    },
    /// In the Supervisor group: nobody with this number is blocked.
    NotBlocked {
        /// What was written after the command.
        number: String,
    },
    /// How a customer is heard again.
    UnblockHow,
    /// In a slot: `/nota` without a text.
    NothingToNote,
    /// In a slot: `/transferir` without saying to whom.
    NoDestination {
        /// To whom it could be.
        names: Vec<String>,
    },
    /// In a slot: nobody is called so.
    UnknownDestination {
        /// What was written.
        asked: String,
        /// Who may have been meant.
        names: Vec<String>,
    },
    /// In a slot: more than one is called so.
    ManyDestinations {
        /// What was written.
        asked: String,
        /// Who.
        names: Vec<String>,
    },
    /// In a slot: supervisors have been asked for help.
    HelpAsked {
        /// The ticket.
        ticket: TicketNo,
    },
    /// Where it was asked: the queue now.
    QueueNow {
        /// By main group.
        queues: Vec<Queue>,
        /// Cases that agents attend.
        attended: usize,
    },
    /// Where it was asked: who is on.
    TeamNow {
        /// All agents.
        team: Vec<OnDuty>,
    },
    /// In the Supervisor group: the commands.
    HelpForSupervisors,
    /// In a slot: why is the case to be closed?
    WhyClose {
        /// The reasons that can be given by number.
        reasons: Vec<String>,
    },
    /// To a customer: how was it, from 1 to 5?
    AskRating,
    /// To a customer: thanks for the rating, and why?
    AskComment,
    /// To a customer: thanks for the answer.
    RatingThanks,
    /// To a customer: without an answer the case is closed.
    SilenceWarning {
        /// The ticket.
        ticket: TicketNo,
        /// In so long, in milliseconds.
        left_ms: i64,
    },
    /// In a slot: the customer was warned so.
    SilenceTold {
        /// The ticket.
        ticket: TicketNo,
        /// How long the customer has been silent, in milliseconds.
        silent_ms: i64,
        /// The case is closed in so long, in milliseconds.
        left_ms: i64,
    },
}

/// What stands above the options of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MenuPart {
    /// The greeting and the question.
    First,
    /// The last answer was not understood.
    Again {
        /// One can go back from here.
        nested: bool,
    },
    /// What was chosen has options itself.
    Nested {
        /// What was chosen.
        label: String,
    },
}

//! Facts: what has happened. Stored as rows by the journal, taken in by [`Record`](super::record::Record).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::acts::{By, Note};
use super::cargo::Cargo;
use super::content::Content;
use super::file::{FileFault, FileKey};
use super::identity::Identity;
use super::ids::{
    AgentId, ChatId, CustomerId, GroupId, JobId, SendId, SlotId, TicketNo, Timestamp, WaId,
};
use super::intake::Conversation;
use super::message_map::Carried;
use super::outcome::Letter;
use super::phone::Phone;
use super::provisioning::{Job, Membership};
use super::purpose::Purpose;
use super::registration::Proof;
use super::settings::{Department, GroupKind, Language};
use super::staff::Labels;
use super::ticket::{Blocked, CaseMessage, Customer, Seat, Sentiment, Side, Ticket};

/// One fact of a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A customer is known, or known better.
    CustomerKnown {
        /// All that is known now.
        customer: Arc<Customer>,
    },
    /// A customer without a ticket wrote; the conversation as it stands.
    IntakeKept {
        /// It.
        conversation: Conversation,
    },
    /// A ticket was opened, and its intake is over.
    Opened {
        /// The ticket.
        ticket: Ticket,
        /// What the customer has written so far.
        backlog: Vec<CaseMessage>,
    },
    /// The customer of a pending ticket wrote.
    Kept {
        /// The ticket.
        ticket: TicketNo,
        /// The message.
        message: CaseMessage,
    },
    /// The main group was told that the customer wrote more.
    Noted {
        /// The ticket.
        ticket: TicketNo,
        /// When.
        at: Timestamp,
    },
    /// A pending ticket passed a limit.
    Escalated {
        /// The ticket.
        ticket: TicketNo,
        /// Which limit, from 1.
        level: u32,
        /// When.
        at: Timestamp,
    },
    /// Supervisors were alerted of it.
    Alerted {
        /// The ticket.
        ticket: TicketNo,
        /// Which limit, from 1.
        level: u32,
        /// When.
        at: Timestamp,
    },
    /// An agent has the ticket, and its backlog is on the way to the slot.
    Claimed {
        /// The ticket.
        ticket: TicketNo,
        /// Who has it, and where.
        seat: Seat,
        /// Who decided that.
        by: By,
        /// When.
        at: Timestamp,
    },
    /// Another agent has the case, and its conversation is on the way to the slot.
    Transferred {
        /// The ticket.
        ticket: TicketNo,
        /// Who has it, and where.
        seat: Seat,
        /// Who decided that.
        by: By,
        /// Why, where it was said.
        reason: Option<String>,
        /// When.
        at: Timestamp,
    },
    /// A case waits in a main group again.
    Returned {
        /// The ticket.
        ticket: TicketNo,
        /// Who had it.
        agent: AgentId,
        /// Which group.
        group: GroupId,
        /// What it is about from now on.
        department: Department,
        /// Who decided that.
        by: By,
        /// Why, where it was said.
        reason: Option<String>,
        /// When.
        at: Timestamp,
    },
    /// A pending ticket waits in another main group.
    Moved {
        /// The ticket.
        ticket: TicketNo,
        /// Which group.
        group: GroupId,
        /// What it is about from now on.
        department: Department,
        /// Who decided that.
        by: By,
        /// Why, where it was said.
        reason: Option<String>,
        /// When.
        at: Timestamp,
    },
    /// Somebody asked supervisors for help with a case.
    Raised {
        /// The ticket.
        ticket: TicketNo,
        /// Who.
        by: By,
        /// Why, where it was said.
        reason: Option<String>,
        /// When.
        at: Timestamp,
    },
    /// Something was noted of a case.
    NoteAdded {
        /// The ticket.
        ticket: TicketNo,
        /// Who wrote it.
        by: By,
        /// It.
        note: Note,
    },
    /// A message of a case was carried over.
    Relayed {
        /// The ticket.
        ticket: TicketNo,
        /// The message.
        message: CaseMessage,
    },
    /// The words of a message were changed by its writer.
    Edited {
        /// The ticket.
        ticket: TicketNo,
        /// Which message of it.
        seq: u32,
        /// What it says now.
        content: Content,
        /// When.
        at: Timestamp,
    },
    /// A message was deleted by its writer.
    Deleted {
        /// The ticket.
        ticket: TicketNo,
        /// Which message of it.
        seq: u32,
        /// When.
        at: Timestamp,
    },
    /// Somebody reacted to a message.
    Reacted {
        /// The ticket.
        ticket: TicketNo,
        /// Which message of it.
        seq: u32,
        /// Who.
        by: Side,
        /// One emoji; empty when it was taken back.
        emoji: String,
    },
    /// A message that was carried over got on, or will not arrive after all.
    Progressed {
        /// The ticket.
        ticket: TicketNo,
        /// Which message of it.
        seq: u32,
        /// How far it is now.
        carried: Carried,
        /// When.
        at: Timestamp,
    },
    /// A case is over.
    Closed {
        /// The ticket.
        ticket: TicketNo,
        /// The slot that it was in; none if nobody had taken it.
        slot: Option<SlotId>,
        /// Who closed it.
        by: By,
        /// Why, where it was said.
        reason: Option<String>,
        /// When.
        at: Timestamp,
    },
    /// A main group is wanted.
    GroupPlanned {
        /// Its number.
        group: GroupId,
        /// What for.
        kind: GroupKind,
        /// Its name.
        name: String,
    },
    /// A main group exists on WhatsApp.
    GroupReady {
        /// Its number.
        group: GroupId,
        /// Its chat.
        chat: ChatId,
        /// Its name there.
        name: String,
    },
    /// A main group has another name, on WhatsApp too.
    GroupRenamed {
        /// Its number.
        group: GroupId,
        /// Its name.
        name: String,
    },
    /// What tells a main group from others of its kind.
    GroupLabelled {
        /// Its number.
        group: GroupId,
        /// What.
        labels: Labels,
    },
    /// A main group gets no new tickets.
    GroupRetired {
        /// Its number.
        group: GroupId,
        /// Since when.
        at: Timestamp,
    },
    /// A main group that was retired gets tickets again.
    GroupRevived {
        /// Its number.
        group: GroupId,
    },
    /// A main group that was never created is wanted no longer.
    GroupForgotten {
        /// Its number.
        group: GroupId,
    },
    /// The way into a main group.
    GroupLink {
        /// Its number.
        group: GroupId,
        /// The invite link.
        link: String,
    },
    /// A person attends from now on.
    AgentAdded {
        /// The number.
        agent: AgentId,
        /// The name.
        name: String,
        /// The WhatsApp number.
        phone: Phone,
        /// Takes cases.
        active: bool,
        /// How many personal groups are wanted.
        wanted: u8,
        /// Since when.
        at: Timestamp,
    },
    /// An agent's settings were changed.
    AgentEdited {
        /// Whose.
        agent: AgentId,
        /// The name now.
        name: String,
        /// Takes cases now.
        active: bool,
        /// How many personal groups are wanted now.
        wanted: u8,
    },
    /// An agent's number is on WhatsApp, as this person.
    AgentChecked {
        /// The agent.
        agent: AgentId,
        /// Who the number is.
        identity: Identity,
    },
    /// An agent answered LISTO: this account is theirs.
    AgentBound {
        /// The agent.
        agent: AgentId,
        /// The account.
        identity: Identity,
        /// What it rests on.
        proof: Proof,
        /// When.
        at: Timestamp,
    },
    /// The account bound by LISTO is the agent's no longer.
    AgentUnbound {
        /// The agent.
        agent: AgentId,
        /// When.
        at: Timestamp,
    },
    /// A person attends no more. The name stays for what they did.
    AgentRemoved {
        /// The agent.
        agent: AgentId,
        /// When.
        at: Timestamp,
    },
    /// Fewer personal groups are wanted, because no more could be created.
    WantedLowered {
        /// Whose.
        agent: AgentId,
        /// How many.
        wanted: u8,
    },
    /// An agent is no longer to be in a main group.
    MembershipEnded {
        /// The agent.
        agent: AgentId,
        /// The group.
        group: GroupId,
    },
    /// An agent is in a main group, invited to it, or neither.
    MembershipChanged {
        /// The agent.
        agent: AgentId,
        /// The group.
        group: GroupId,
        /// How it stands.
        membership: Membership,
    },
    /// A personal group is wanted.
    SlotPlanned {
        /// Its number.
        slot: SlotId,
        /// Whose.
        agent: AgentId,
        /// Which one of the agent's, from 1.
        number: u8,
        /// Its name.
        name: String,
    },
    /// A personal group exists on WhatsApp.
    SlotReady {
        /// Its number.
        slot: SlotId,
        /// Its chat.
        chat: ChatId,
    },
    /// A personal group that is not wanted any more has said so, and bears another name.
    SlotRetired {
        /// Its number.
        slot: SlotId,
        /// When.
        at: Timestamp,
    },
    /// A personal group that was retired is wanted again.
    SlotRevived {
        /// Its number.
        slot: SlotId,
    },
    /// The line has left a personal group.
    SlotClosed {
        /// Its number.
        slot: SlotId,
    },
    /// The way into a personal group, for as long as its agent is not in it.
    SlotLink {
        /// Its number.
        slot: SlotId,
        /// The invite link; none once the agent is in.
        link: Option<String>,
    },
    /// Something is to be created, step by step.
    JobPlanned {
        /// It.
        job: Job,
    },
    /// A step was begun.
    StepStarted {
        /// The job.
        job: JobId,
        /// Which step, from 0.
        step: u32,
        /// When.
        at: Timestamp,
    },
    /// A step is done.
    StepDone {
        /// The job.
        job: JobId,
        /// Which step.
        step: u32,
        /// When.
        at: Timestamp,
    },
    /// A step failed and is tried again by itself.
    StepDelayed {
        /// The job.
        job: JobId,
        /// Which step.
        step: u32,
        /// Not before this.
        until: Timestamp,
        /// What the gateway said.
        error: String,
    },
    /// A step failed for good; a person has to act.
    StepFailed {
        /// The job.
        job: JobId,
        /// Which step.
        step: u32,
        /// When.
        at: Timestamp,
        /// What the gateway said.
        error: String,
    },
    /// A person asked for another try of a failed job.
    JobRetried {
        /// The job.
        job: JobId,
        /// When.
        at: Timestamp,
    },
    /// A job is given up.
    JobDropped {
        /// The job.
        job: JobId,
    },
    /// A file of a message is in the media folder.
    FileKept {
        /// Which.
        file: FileKey,
        /// SHA-256 of its bytes.
        hash: String,
        /// How many bytes.
        size: u64,
        /// Its type, found out from the bytes.
        mime: String,
        /// When.
        at: Timestamp,
    },
    /// A file of a message is not in the media folder.
    FileMissing {
        /// Which.
        file: FileKey,
        /// Why not.
        why: FileFault,
        /// What the gateway or the check said.
        error: String,
        /// When.
        at: Timestamp,
    },
    /// A message left the outbox: the gateway has it.
    Sent {
        /// The message.
        send: SendId,
        /// Where.
        chat: ChatId,
        /// What it was for.
        purpose: Purpose,
        /// WhatsApp's id of it.
        wa_id: WaId,
        /// When.
        at: Timestamp,
    },
    /// Sending failed and is tried again.
    SendDelayed {
        /// The message.
        send: SendId,
        /// How often it was tried.
        attempts: u32,
        /// Not before this.
        until: Timestamp,
        /// What the gateway said.
        error: String,
    },
    /// A message in the outbox was taken back before it left.
    Withdrawn {
        /// The message.
        send: SendId,
        /// What it was for.
        purpose: Purpose,
    },
    /// A message in the outbox says something else now: its sender changed it before it left, or it could
    /// not be carried as what it was.
    Reworded {
        /// The message.
        send: SendId,
        /// Its words.
        text: String,
        /// What is sent, where that is more than words.
        cargo: Option<Cargo>,
    },
    /// A message that was given up is in the outbox again.
    Revived {
        /// The message.
        letter: Letter,
    },
    /// A message that was given up is thrown away.
    Discarded {
        /// The message.
        send: SendId,
    },
    /// A customer was told that nobody is there before the next opening.
    ToldClosed {
        /// Who.
        customer: CustomerId,
        /// When.
        at: Timestamp,
    },
    /// What the company knows of a customer, from now on.
    CustomerTended {
        /// Who.
        customer: CustomerId,
        /// What they are spoken to in; none for the line's language.
        language: Option<Language>,
        /// All their tags.
        tags: Vec<Box<str>>,
    },
    /// Two customers are one person, with all that is known of both.
    CustomersMerged {
        /// Who goes on.
        kept: Arc<Customer>,
        /// Who went up in them.
        gone: CustomerId,
        /// When.
        at: Timestamp,
    },
    /// A customer is forgotten, with all that they wrote and all that was written to them.
    CustomerErased {
        /// Who.
        customer: CustomerId,
        /// When.
        at: Timestamp,
    },
    /// What was said in closed cases is forgotten: they are older than what the line keeps.
    CasesErased {
        /// Which.
        tickets: Vec<TicketNo>,
        /// All cases closed up to this are done with.
        until: Timestamp,
        /// When.
        at: Timestamp,
    },
    /// Sending failed for good; the message is kept where people can see it.
    SendFailed {
        /// The message.
        send: SendId,
        /// What it was for.
        purpose: Purpose,
        /// When.
        at: Timestamp,
        /// What the gateway said.
        error: String,
    },
    /// The customer is in another mood.
    SentimentChanged {
        /// The ticket.
        ticket: TicketNo,
        /// Which.
        sentiment: Sentiment,
        /// When.
        at: Timestamp,
    },
    /// A model has said in one line what a case is about.
    Summarised {
        /// The ticket.
        ticket: TicketNo,
        /// It.
        summary: Box<str>,
        /// When.
        at: Timestamp,
    },
    /// A customer waits too long for an answer: the agent was reminded, or supervisors were alerted.
    AnswerLate {
        /// The ticket.
        ticket: TicketNo,
        /// Where it is attended.
        slot: SlotId,
        /// The first message that nobody has answered.
        seq: u32,
        /// 1: the agent; 2: supervisors.
        level: u8,
        /// When.
        at: Timestamp,
    },
    /// Supervisors were alerted that a customer is angry.
    AngerAlerted {
        /// The ticket.
        ticket: TicketNo,
        /// When.
        at: Timestamp,
    },
    /// The line has been without its connection for long enough to say so.
    LineDown {
        /// Since when.
        since: Timestamp,
        /// When that was found.
        at: Timestamp,
    },
    /// It is connected again.
    LineUp {
        /// Since when it was not.
        since: Timestamp,
        /// When.
        at: Timestamp,
    },
    /// Nobody hears a customer any more.
    CustomerBlocked {
        /// Who.
        customer: CustomerId,
        /// Since when, who decided it and why.
        blocked: Blocked,
    },
    /// A customer who was blocked is heard again.
    CustomerUnblocked {
        /// Who.
        customer: CustomerId,
    },
    /// A blocked customer wrote, and nobody heard it.
    Unheard {
        /// Who.
        customer: CustomerId,
        /// How many messages more.
        count: u32,
    },
    /// A conversation without a ticket is over: nobody will open one from it.
    IntakeDropped {
        /// Whose.
        customer: CustomerId,
    },
    /// A customer was asked how a case was.
    RatingAsked {
        /// Who.
        customer: CustomerId,
        /// Which case.
        ticket: TicketNo,
        /// When.
        at: Timestamp,
    },
    /// A customer has rated a case, or said why.
    Rated {
        /// Who.
        customer: CustomerId,
        /// Which case.
        ticket: TicketNo,
        /// From 1 to 5.
        rating: u8,
        /// Why, once it was said; empty where there was nothing to say.
        comment: Option<String>,
        /// When.
        at: Timestamp,
    },
    /// A customer who does not answer was told that the case will be closed.
    SilenceWarned {
        /// The ticket.
        ticket: TicketNo,
        /// The message of the agent's that is not answered.
        seq: u32,
        /// When.
        at: Timestamp,
    },
}

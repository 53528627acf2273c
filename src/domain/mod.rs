//! The core: every rule of Relevo, and nothing else.
//!
//! Vocabulary, in reading order:
//!
//! * a [`Line`](line::Line) is one WhatsApp number of the company; everything that arrives enters there;
//! * a customer without a ticket is with [`Intake`](intake::Intake);
//! * a pending ticket is with its [`MainGroup`](main_group::MainGroup), which announces it;
//! * an [`Agent`](agent::Agent) knows which of its slots are free;
//! * a [`Slot`](slot::Slot) is a personal group that holds at most one case and relays it;
//! * the [`Supervisor`](supervisor::Supervisor) alerts about what nobody takes;
//! * [`Provisioning`](provisioning::Provisioning) creates groups, step by step;
//! * the [`Courier`](courier::Courier) decides what is sent next, in order per chat.
//!
//! Each takes a typed message and the time, changes its own state and returns an
//! [`Outcome`](outcome::Outcome): facts to store, messages to send, messages to other owners.
//! [`Record`](record::Record) is what is on disk, as these same types.
//!
//! Forbidden here: I/O, clocks, randomness, async, actix, diesel.

pub mod accents;
pub mod acts;
pub mod agent;
pub mod capabilities;
pub mod cargo;
pub mod command;
pub mod content;
pub mod courier;
pub mod escalation;
pub mod event;
pub mod file;
pub mod identity;
pub mod ids;
pub mod inbound;
pub mod intake;
pub mod job;
pub mod lesson;
pub mod line;
pub mod main_group;
pub mod message;
pub mod message_map;
pub mod news;
pub mod notice;
pub mod outcome;
pub mod own_words;
pub mod owners;
pub mod phone;
pub mod provisioning;
pub mod purpose;
pub mod reason;
pub mod record;
pub mod refusal;
pub mod registration;
pub mod routing;
pub mod settings;
pub mod slot;
pub mod staff;
pub mod supervisor;
pub mod ticket;
pub mod wrong_room;

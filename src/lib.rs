//! Relevo turns WhatsApp groups into a help desk.
#![doc = include_str!("docs/architecture.md")]

pub mod app;
pub mod classify;
pub mod cli;
pub mod config;
pub mod domain;
pub mod engine;
pub mod gateway;
pub mod lines;
pub mod load;
pub mod media;
pub mod secrets;
pub mod store;
pub mod text;
pub mod web;

#[doc = include_str!("docs/decisions.md")]
pub mod decisions {}

#[doc = include_str!("docs/messages.md")]
pub mod messages {}

#[doc = include_str!("docs/sentiment.md")]
pub mod sentiment {}

#[doc = include_str!("docs/performance.md")]
pub mod performance {}

//! Relevo turns WhatsApp groups into a help desk.

pub mod domain;
pub mod engine;
pub mod gateway;
pub mod store;
pub mod text;
pub mod web;

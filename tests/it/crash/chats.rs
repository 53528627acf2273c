//! The chats as people have them on their phones, and what a crash repeated there.

use std::collections::BTreeMap;

use super::said::{self, Said};
use crate::evolution::fake::SentMessage;

/// A message of Relevo's, in a chat.
#[derive(Debug, Clone)]
pub struct Row {
    /// The ids of the same message where it was repeated, this one's included.
    pub ids: Vec<String>,
    pub text: String,
    pub quoted: Option<String>,
    pub said: Said,
}

pub struct Chats {
    /// Each chat, with what directly repeats the message before it taken out.
    pub rows: BTreeMap<String, Vec<Row>>,
    /// So many messages were taken out.
    pub repeats: usize,
}

impl Chats {
    pub fn of(sent: &[SentMessage]) -> Self {
        let mut chats = Self { rows: BTreeMap::new(), repeats: 0 };
        for message in sent {
            let rows = chats.rows.entry(message.chat.clone()).or_default();
            match rows.last_mut() {
                Some(last) if last.text == message.text && last.quoted == message.quoted => {
                    last.ids.push(message.id.clone());
                    chats.repeats += 1;
                }
                Some(_) | None => rows.push(Row {
                    ids: vec![message.id.clone()],
                    text: message.text.clone(),
                    quoted: message.quoted.clone(),
                    said: said::read(&message.text),
                }),
            }
        }
        chats
    }

    pub fn chat(&self, chat: &str) -> &[Row] {
        self.rows.get(chat).map_or(&[], Vec::as_slice)
    }
}

//! What people read: in three languages, whatever customers call themselves and write.

mod catalogues;
mod examples;
mod hostile;
mod notices;
mod relayed;
mod times;

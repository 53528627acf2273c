//! What is in the database after the last orderly stop, read through a second connection.

use diesel::prelude::*;
use relevo::store::schema::{messages, outbox, tickets};
use relevo::store::{Conn, Database};

use super::program::Place;

pub struct StoredTicket {
    pub no: i64,
    pub state: String,
    pub agent_name: Option<String>,
    pub slot_name: Option<String>,
    pub claimed_at: Option<i64>,
    pub closed_at: Option<i64>,
}

pub struct StoredMessage {
    pub ticket: i64,
    pub seq: i64,
    pub side: String,
    pub wa_id: String,
    pub state: String,
    pub sent_wa_id: Option<String>,
}

pub struct Stored {
    pub tickets: Vec<StoredTicket>,
    /// By ticket and place in it.
    pub messages: Vec<StoredMessage>,
    /// Messages that are not sent.
    pub outbox: i64,
}

impl Stored {
    pub fn read(place: &Place) -> Self {
        let database = Database::open(&place.config().database()).unwrap();
        let mut conn = database.readers().get().unwrap();
        Self {
            tickets: read_tickets(&mut conn),
            messages: read_messages(&mut conn),
            outbox: outbox::table.count().get_result(&mut *conn).unwrap(),
        }
    }

    pub fn ticket(&self, no: i64) -> &StoredTicket {
        self.tickets
            .iter()
            .find(|ticket| ticket.no == no)
            .unwrap_or_else(|| panic!("ticket {no} is not stored"))
    }
}

type TicketColumns = (i64, String, Option<String>, Option<String>, Option<i64>, Option<i64>);

fn read_tickets(conn: &mut Conn) -> Vec<StoredTicket> {
    let rows: Vec<TicketColumns> = tickets::table
        .order(tickets::no.asc())
        .select((
            tickets::no,
            tickets::state,
            tickets::agent_name,
            tickets::slot_name,
            tickets::claimed_at,
            tickets::closed_at,
        ))
        .load(conn)
        .unwrap();
    let ticket = |(no, state, agent_name, slot_name, claimed_at, closed_at)| StoredTicket {
        no,
        state,
        agent_name,
        slot_name,
        claimed_at,
        closed_at,
    };
    rows.into_iter().map(ticket).collect()
}

type MessageColumns = (i64, i64, String, String, String, Option<String>);

fn read_messages(conn: &mut Conn) -> Vec<StoredMessage> {
    let rows: Vec<MessageColumns> = messages::table
        .order((messages::ticket.asc(), messages::seq.asc()))
        .select((
            messages::ticket,
            messages::seq,
            messages::side,
            messages::wa_id,
            messages::state,
            messages::sent_wa_id,
        ))
        .load(conn)
        .unwrap();
    let message = |(ticket, seq, side, wa_id, state, sent_wa_id)| StoredMessage {
        ticket,
        seq,
        side,
        wa_id,
        state,
        sent_wa_id,
    };
    rows.into_iter().map(message).collect()
}

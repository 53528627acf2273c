//! All that is kept of one customer, as a file: for whoever asks what a company knows of them.

use serde_json::{Value, json};

use crate::domain::identity::Identity;
use crate::domain::ids::Timestamp;
use crate::engine::LineInfo;
use crate::store::customer_pages::{CustomerFound, NoteRow};
use crate::web::when::When;

/// What stands before the cases, each of which is a transcript.
#[must_use]
pub fn begin(line: &LineInfo, found: &CustomerFound, notes: &[NoteRow], when: &When) -> String {
    let customer = &found.customer;
    let at = |at: Option<Timestamp>| at.map(|at| when.exact(at));
    let identity = |identity: &Identity| {
        json!({
            "phone": identity.phone.as_ref().map(|phone| format!("+{}", phone.digits())),
            "lid": identity.lid.as_ref().map(|lid| &lid.0),
        })
    };
    let note =
        |note: &NoteRow| json!({"at": when.exact(note.at), "by": note.by, "text": note.text});
    let blocked = customer.blocked.as_ref().map(
        |blocked| json!({"at": when.exact(blocked.at), "by": blocked.by, "reason": blocked.reason}),
    );
    let head = json!({
        "format": "relevo-customer/1",
        "exported_at": when.exact(when.now()),
        "line": {"id": line.id.0, "name": line.name},
        "customer": {
            "id": customer.id.0,
            "name": customer.name,
            "identities": customer.identities().map(identity).collect::<Vec<Value>>(),
            "language": customer.about.language.map(|language| language.code()),
            "tags": customer.about.tags,
            "first_contact_at": at(found.since),
            "last_contact_at": at(found.last),
            "closed_cases": customer.closed_cases,
            "blocked": blocked,
        },
        "notes": notes.iter().map(note).collect::<Vec<Value>>(),
    });
    let head = head.to_string();
    format!("{},\"cases\":[", head.strip_suffix('}').unwrap_or(&head))
}

/// What stands after them.
pub const END: &str = "]}\n";

//! Requests' bodies: JSON, or a form as `multer` reads it. There every field is a text, `a[b][c]` is a field
//! within fields, and the part `file` is the file.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, web};
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use serde_json::{Map, Value, json};

/// The largest body; the real server's limit.
const BODY_MOST: usize = 136 * 1024 * 1024;

/// The body, and the file in it. `None` if it cannot be read.
pub async fn read(request: &HttpRequest, body: web::Payload) -> Option<(Value, Option<Bytes>)> {
    let kind = request.headers().get("content-type").and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        return fields(Multipart::new(request.headers(), body)).await;
    }
    let bytes = body.to_bytes_limited(BODY_MOST).await.ok()?.ok()?;
    let json = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).ok()? };
    Some((json, None))
}

async fn fields(mut form: Multipart) -> Option<(Value, Option<Bytes>)> {
    let (mut fields, mut file) = (json!({}), None);
    while let Some(mut field) = form.try_next().await.ok()? {
        let name = field.name()?.to_owned();
        let bytes = field.bytes(BODY_MOST).await.ok()?.ok()?;
        if name == "file" {
            // Without a name it is a text to `multer`.
            field.content_disposition()?.get_filename()?;
            file = Some(bytes);
        } else {
            put(&mut fields, &name, String::from_utf8(bytes.to_vec()).ok()?);
        }
    }
    Some((fields, file))
}

/// `quoted[key][id]` → `quoted.key.id`.
fn put(fields: &mut Value, name: &str, text: String) {
    let mut place = fields;
    for step in name.split('[').map(|step| step.trim_end_matches(']')) {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        place = &mut place[step];
    }
    *place = Value::String(text);
}

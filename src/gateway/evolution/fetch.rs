//! Files in: from the server's copy in S3 where there is one, else out of the server's answer.

use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use serde_json::json;

use super::answer::{Answer, Progress};
use super::call::{Call, Failed};
use super::client::Evolution;
use super::handle::Handle;
use super::spelling::Garbled;
use crate::domain::file::FileRef;
use crate::domain::reason;
use crate::gateway::{Fetched, GatewayError};

type Pieces = BoxStream<'static, Result<Bytes, GatewayError>>;

impl Evolution {
    /// Brings the bytes of a file.
    pub(super) async fn bring(&self, file: &FileRef) -> Result<Fetched, GatewayError> {
        let Some(handle) = Handle::read(&file.source) else {
            return Err(GatewayError::Never("the file's source is of another version".into()));
        };
        let copy = match handle.url {
            Some(url) => self.copied_file(url).await,
            None => None,
        };
        match copy {
            Some(copy) => Ok(copy),
            None => self.server_file(handle.id).await,
        }
    }

    /// The server's copy at another place; `None` if it cannot be had there, for whatever reason.
    async fn copied_file(&self, url: &str) -> Option<Fetched> {
        let patience = self.http.patience().answer;
        let request = self.http.elsewhere(url).send();
        let response = tokio::time::timeout(patience, request).await.ok()?.ok()?;
        if !response.status().is_success() {
            return None;
        }
        let mime = response.headers().get(CONTENT_TYPE).and_then(|mime| mime.to_str().ok());
        // What a store says of bytes that it knows nothing about.
        let mime = mime.filter(|mime| !mime.contains("octet-stream")).map(String::from);
        let pieces = stream::try_unfold(response, move |mut response| async move {
            let piece = next(&mut response, patience).await?;
            Ok(piece.map(|piece| (piece, response)))
        });
        Some(Fetched { mime, bytes: pieces.boxed() })
    }

    async fn server_file(&self, id: &str) -> Result<Fetched, GatewayError> {
        let body = json!({"message": {"key": {"id": id}}});
        // It brings the file from WhatsApp first, and tries twice.
        let call = Call::post("chat/getBase64FromMediaMessage", body).repeatable().slow();
        let response = self.http.open(call).await.map_err(Failed::error)?;
        let mut arriving =
            Arriving { response, patience: self.http.patience().answer, answer: Answer::new() };
        // Until there is a first piece it may still turn out that there is no file.
        let first = arriving.next().await?;
        let Some(first) = first else {
            return Err(GatewayError::Never(reason::FILE_GONE.into()));
        };
        Ok(Fetched { mime: arriving.answer.mime(), bytes: arriving.pieces(first) })
    }
}

/// An answer that is still arriving.
struct Arriving {
    response: Response,
    patience: Duration,
    answer: Answer,
}

impl Arriving {
    /// The next bytes of the file; `None` after the last.
    async fn next(&mut self) -> Result<Option<Bytes>, GatewayError> {
        loop {
            match self.answer.progress() {
                Progress::Whole | Progress::Absent => return Ok(None),
                Progress::Before | Progress::Within => {}
            }
            let Some(piece) = next(&mut self.response, self.patience).await? else {
                return Err(GatewayError::Again(reason::FILE_BROKE_OFF.into()));
            };
            let mut file = Vec::with_capacity(piece.len());
            self.answer
                .feed(&piece, &mut file)
                .map_err(|Garbled(why)| GatewayError::Again(why.into()))?;
            if !file.is_empty() {
                return Ok(Some(file.into()));
            }
        }
    }

    fn pieces(self, first: Bytes) -> Pieces {
        let others = stream::try_unfold(self, async |mut arriving| {
            let piece = arriving.next().await?;
            Ok(piece.map(|piece| (piece, arriving)))
        });
        stream::once(async { Ok(first) }).chain(others).boxed()
    }
}

/// The next piece of a body, which has so long to come.
async fn next(response: &mut Response, patience: Duration) -> Result<Option<Bytes>, GatewayError> {
    match tokio::time::timeout(patience, response.chunk()).await {
        Ok(Ok(piece)) => Ok(piece),
        Ok(Err(_broken)) => Err(GatewayError::Again(reason::FILE_BROKE_OFF.into())),
        Err(_elapsed) => Err(GatewayError::Again(reason::FILE_BROKE_OFF.into())),
    }
}

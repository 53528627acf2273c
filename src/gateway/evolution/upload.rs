//! Files on their way to the server: read piece by piece, bare in a form or as base64 within JSON.

use std::path::Path;
use std::pin::Pin;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use serde_json::Value;
use tokio::fs::File;
use tokio::io::{AsyncRead as _, ReadBuf};

/// Bytes of a piece. Three make four of base64, so that pieces fit together without padding.
const PIECE: usize = 48 * 1024;

type Pieces = BoxStream<'static, std::io::Result<Bytes>>;

/// The first bytes of a file, at most `most`.
pub(super) async fn head(path: &Path, most: usize) -> std::io::Result<Vec<u8>> {
    let mut file = File::open(path).await?;
    piece(&mut file, most).await
}

/// The bytes of a file.
pub(super) async fn plain(path: &Path) -> std::io::Result<Pieces> {
    let file = File::open(path).await?;
    Ok(stream::try_unfold(file, async |mut file| {
        let piece = piece(&mut file, PIECE).await?;
        Ok((!piece.is_empty()).then(|| (Bytes::from(piece), file)))
    })
    .boxed())
}

/// A JSON object with a file of `size` bytes as base64 in `field`; and how many bytes it is.
pub(super) async fn within(
    path: &Path,
    size: u64,
    field: &str,
    mut others: Value,
) -> std::io::Result<(Pieces, u64)> {
    others[field] = Value::String(String::new());
    let text = others.to_string();
    // The file goes between the quotation marks of its field.
    let empty = format!("\"{field}\":\"\"");
    let at = text.find(&empty).map_or(text.len(), |at| at + empty.len() - 1);
    let (before, after) = text.split_at(at);
    let length = text.len() as u64 + size.div_ceil(3) * 4;
    let encoded = plain(path)
        .await?
        .map(|piece| piece.map(|piece| Bytes::from(BASE64_STANDARD.encode(piece))));
    let lone = |text: &str| {
        let text = Bytes::copy_from_slice(text.as_bytes());
        stream::once(async { Ok(text) })
    };
    Ok((lone(before).chain(encoded).chain(lone(after)).boxed(), length))
}

/// Reads until so many bytes are there, or the file ends.
async fn piece(file: &mut File, length: usize) -> std::io::Result<Vec<u8>> {
    let mut space = vec![0; length];
    let mut filled = 0;
    while filled < length {
        let mut buffer = ReadBuf::new(&mut space[filled..]);
        std::future::poll_fn(|cx| Pin::new(&mut *file).poll_read(cx, &mut buffer)).await?;
        match buffer.filled().len() {
            0 => break,
            read => filled += read,
        }
    }
    space.truncate(filled);
    Ok(space)
}

#[cfg(test)]
mod tests {
    use futures_util::TryStreamExt as _;
    use serde_json::json;

    use super::*;

    async fn all(pieces: Pieces) -> Vec<u8> {
        let pieces: Vec<Bytes> = pieces.try_collect().await.unwrap();
        pieces.concat()
    }

    #[tokio::test]
    async fn a_file_of_any_length_arrives_as_it_is_in_both_ways() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        for size in [0, 1, 2, 3, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 2] {
            let bytes: Vec<u8> = (0_u8..251).cycle().take(size).collect();
            std::fs::write(&path, &bytes).unwrap();
            assert_eq!(all(plain(&path).await.unwrap()).await, bytes, "{size}");
            let others = json!({"caption": "\"media\":\"\"", "number": "1@lid"});
            let (pieces, length) = within(&path, size as u64, "media", others).await.unwrap();
            let body = all(pieces).await;
            assert_eq!(body.len() as u64, length);
            let body: Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(body["caption"], json!("\"media\":\"\""));
            assert_eq!(BASE64_STANDARD.decode(body["media"].as_str().unwrap()).unwrap(), bytes);
        }
        assert_eq!(head(&path, 4).await.unwrap(), [0, 1, 2, 3]);
        assert!(plain(&folder.path().join("missing")).await.is_err());
    }
}

//! Reads the model of an API from a file that `docwright model` wrote.

use docwright_model::{Api, MODEL_VERSION};
use serde::Deserialize;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a file gives no model.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ModelFileError {
    /// The file cannot be read.
    #[error("`{}` cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// The file is no JSON, or not that of a model.
    #[error("{}:{}:{}: this is no model of an API", path.display(), source.line().max(1), source.column().max(1))]
    NoModel {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        #[source]
        source: serde_json::Error,
    },
    /// The file is text in another encoding than JSON's.
    #[error("`{}` begins like {encoding}, and JSON is UTF-8 without a mark", path.display())]
    Encoded {
        /// The file.
        path: PathBuf,
        /// What it seems to be, as `iconv` calls it.
        encoding: &'static str,
    },
    /// The model has another shape than this program's.
    #[error("`{}` is a model of version {version}, and this program reads version {MODEL_VERSION}", path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
}

/// What files begin with whose text is marked as that of an encoding, as shells of Windows write it.
const MARKS: &[(&[u8], &str)] =
    &[(b"\xef\xbb\xbf", "UTF-8 with a mark"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")];

/// Longer models are not read. It may be a pipe that is named, whose end nobody knows before.
const MOST_BYTES: u64 = 1 << 30;

/// The first key of each model, whatever its shape.
#[derive(Deserialize)]
struct Head {
    model_version: u32,
}

pub(super) fn read(path: &Path) -> Result<Api, ModelFileError> {
    let text = bytes(path).map_err(|source| ModelFileError::Unreadable { path: path.to_owned(), source })?;
    if let Some((_, encoding)) = MARKS.iter().find(|(mark, _)| text.starts_with(mark)) {
        return Err(ModelFileError::Encoded { path: path.to_owned(), encoding });
    }
    let no_model = |source| ModelFileError::NoModel { path: path.to_owned(), source };
    let Head { model_version } = serde_json::from_slice(&text).map_err(no_model)?;
    if model_version != MODEL_VERSION {
        return Err(ModelFileError::OtherVersion { path: path.to_owned(), version: model_version });
    }
    serde_json::from_slice(&text).map_err(no_model)
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    // Of a pipe that is nothing yet.
    if file.metadata()?.len() > MOST_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // One byte more tells that there are more.
    file.take(MOST_BYTES.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES { Err(too_large()) } else { Ok(bytes) }
}

fn too_large() -> io::Error {
    let message = format!("it has more than {} MiB, which no model has", MOST_BYTES >> 20);
    io::Error::new(ErrorKind::FileTooLarge, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_larger_than_any_is_not_read() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(MOST_BYTES + 1).unwrap();
        let refused = read(file.path()).unwrap_err();
        let ModelFileError::Unreadable { source, .. } = refused else { panic!("{refused}") };
        assert_eq!(source.to_string(), "it has more than 1024 MiB, which no model has");
    }
}

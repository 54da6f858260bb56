//! What the library is doing, for those who wait for it.
//!
//! Nothing is printed here: whoever calls hands over a function that is told. The command shows it on a terminal.

use std::fmt;
use std::path::Path;

/// What is being done at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Activity<'a> {
    /// A file in the folder of an API is read, and what it says understood.
    Reading {
        /// The folder of the API.
        folder: &'a Path,
        /// The file, by its path below the folder.
        file: &'a str,
    },
    /// Pages are read under assumptions, to find out what they leave out.
    Trying,
    /// Rust is written from the models, in memory.
    Emitting,
    /// What is on the disk is compared with it, and replaced where it differs.
    Writing {
        /// The folder of the crate or of the modules.
        folder: &'a Path,
    },
}

/// Told of each activity when it begins.
pub type Observe<'a> = &'a (dyn Fn(Activity<'_>) + Sync);

impl fmt::Display for Activity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reading { folder, file } => write!(f, "reading {}", folder.join(file).display()),
            Self::Trying => f.write_str("finding out what the pages leave out"),
            Self::Emitting => f.write_str("writing Rust"),
            Self::Writing { folder } => write!(f, "writing {}", folder.display()),
        }
    }
}

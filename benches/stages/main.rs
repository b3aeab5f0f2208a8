//! How long each stage takes on a labelled pair: `cargo bench --profile quick --bench stages`.
//!
//! One module a stage; the name of one behind `--` measures it alone. All of them are one program, because each program of its
//! own would be linked with all that reading and searching need.

mod compare;
mod pair;
mod rank;
mod read;
mod report;
mod understand;

fn main() {
    divan::main();
}

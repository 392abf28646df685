/// What expressions mean: pure functions of syntax trees whose every "cannot" is a proof (design: analysis.md).
package promc.analysis;

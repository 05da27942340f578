#!/bin/sh
# Trains and times Holdout's networks on this machine's GPU. Needs a GPU with a Vulkan driver; Python
# with PyTorch, torchvision and timm for the comparison. No Node, no network, no root.
#
#   sh run.sh [--minutes 9] [--only smoke,timing,torch,parity,train] [--out results]
#
# Results go to --out (or $OUT); a second call goes on where the first one ended.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=${HOLDOUT_GPU_WORK:-$here/work}
mkdir -p "$work"

unxz_to() { # file.xz, target
	if command -v xz >/dev/null 2>&1; then xz -dc "$1" >"$2.part"; else
		python3 -c 'import lzma,shutil,sys; shutil.copyfileobj(lzma.open(sys.argv[1]), open(sys.argv[2], "wb"))' "$1" "$2.part"
	fi
	mv "$2.part" "$2"
}

if [ ! -e "$work/unpacked" ]; then
	(cd "$here/machine" && find . -type f) | while read -r file; do
		target=$work/${file%.xz}
		mkdir -p "$(dirname "$target")"
		if [ "$file" != "${file%.xz}" ]; then unxz_to "$here/machine/$file" "$target"; else
			cp "$here/machine/$file" "$target"
		fi
	done
	chmod +x "$work/bin/node"
	touch "$work/unpacked"
fi
# A loader that is installed, or that the caller has chosen, comes first.
export LD_LIBRARY_PATH="${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$work/lib"
export XDG_RUNTIME_DIR="${XDG_RUNTIME_DIR:-/tmp}"

# NVIDIA's driver for the loader, unless the caller has named one.
if [ -z "${VK_DRIVER_FILES:-}${VK_ICD_FILENAMES:-}" ]; then
	drivers=
	for file in /etc/vulkan/icd.d/nvidia_icd*.json /usr/share/vulkan/icd.d/nvidia_icd*.json \
		/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd*.json /usr/local/share/vulkan/icd.d/nvidia_icd*.json; do
		if [ -f "$file" ]; then drivers=$drivers${drivers:+:}$file; fi
	done
	# The driver is in both libraries; the first one needs X11, which a server may lack.
	for library in libGLX_nvidia.so.0 libEGL_nvidia.so.0; do
		found=$(ldconfig -p 2>/dev/null | sed -n "s|.*$library.* => \(.*\)|\1|p" | head -n 1)
		[ -n "$found" ] || found=$(find /usr/lib /usr/lib64 /usr/local -name "$library" 2>/dev/null | head -n 1)
		[ -n "$found" ] || continue
		printf '{"file_format_version":"1.0.0","ICD":{"library_path":"%s","api_version":"1.3.0"}}\n' "$found" >"$work/$library.json"
		drivers=$drivers${drivers:+:}$work/$library.json
	done
	if [ -n "$drivers" ]; then export VK_DRIVER_FILES="$drivers"; fi
fi

exec "$work/bin/node" "$work/holdout-gpu.mjs" --kit "$here" --work "$work" "$@"

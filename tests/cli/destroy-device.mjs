/** Loaded before the command: takes the GPU away two seconds after it was given, as a driver's reset does. */
import { globals } from 'webgpu';

const { prototype } = globals.GPUAdapter;
const { requestDevice } = prototype;
prototype.requestDevice = async function (...options) {
	const device = await requestDevice.apply(this, options);
	setTimeout(() => device.destroy(), 2000);
	return device;
};
